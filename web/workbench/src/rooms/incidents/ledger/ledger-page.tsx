import { useDeferredValue, useState } from 'react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Checkbox, Input, Table, Tabs } from 'antd';
import type { TableColumnsType } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { api } from '@/shared/api/client';
import { useSharedText } from '@/shared/i18n/shared-text';
import { useMay, useShop } from '@/shared/session';
import { Page } from '@/shared/ui/page';
import { MonthPicker } from '@/shared/ui/pickers';
import { Loading, LoadFailed, NoRight, State } from '@/shared/ui/states';
import css from '../incidents.module.css';
import { RowDialog } from './row-dialog';
import { useText } from './text';
import { financeKinds, labelOf, tabs, type Column, type Ledger, type Line, type Tab } from './wire';

export const LedgerPage = () => {
  const t = useText();
  const shop = useShop();
  const mayRead = useMay('records.entry.read');
  const mayImport = useMay('orders.import.run');
  const [search, setSearch] = useSearchParams();
  const tab = tabs.find((one) => one === search.get('tab')) ?? 'complaints';
  const month = search.get('month') ?? '';
  const open = search.get('open') === '1';
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const change = (name: string, value: string) => {
    const next = new URLSearchParams(search);
    if (value === '') next.delete(name);
    else next.set(name, value);
    setSearch(next, { replace: true });
  };
  if (!mayRead) return <NoRight right={t('right')} />;
  const query = new URLSearchParams({ shop: shop.id, q, month, open: String(open) });
  const signs = tab === 'complaints' || tab === 'reviews' || tab === 'costs' || tab === 'adjustments';
  return (
    <Page
      title={t('title')}
      subtitle={t('subtitle')}
      actions={
        <>
          {mayImport && <Link to="/orders/import">{t('import')}</Link>}
          <Button href={`/api/records/ledger/${tab}/export?${query.toString()}`}>{t('export')}</Button>
        </>
      }
    >
      <Tabs
        activeKey={tab}
        onChange={(key) => setSearch({ tab: key })}
        items={tabs.map((key) => ({ key, label: t(`tab-${key}`) }))}
      />
      <div className={css['bar']}>
        <Input.Search
          className={css['find'] ?? ''}
          allowClear
          placeholder={t('find')}
          aria-label={t('find')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <MonthPicker
          mayBeEmpty
          className={css['month']}
          label={t('month')}
          value={month}
          onChange={(value) => change('month', value)}
        />
        {signs && (
          <Checkbox checked={open} onChange={(event) => change('open', event.target.checked ? '1' : '')}>
            {t('onlyOpen')}
          </Checkbox>
        )}
      </div>
      <List key={tab} tab={tab} q={q} month={month} open={open} />
    </Page>
  );
};

type ListProps = { tab: Tab; q: string; month: string; open: boolean };

const List = ({ tab, q, month, open }: ListProps) => {
  const t = useText();
  const shared = useSharedText();
  const shop = useShop();
  const [row, setRow] = useState<Line | 'new' | null>(null);
  const list = useInfiniteQuery({
    queryKey: ['ledger', shop.id, tab, q, month, open],
    queryFn: ({ pageParam, signal }) =>
      api.get<Ledger>(`/api/records/ledger/${tab}`, {
        query: { shop: shop.id, q, month, open, after: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
    enabled: shop.id !== '',
  });
  if (list.isPending) return <Loading rows={8} />;
  if (list.isError) return <LoadFailed error={list.error} onRetry={() => void list.refetch()} />;
  const first = list.data.pages[0];
  if (first === undefined) return null;
  const names = Object.assign({}, ...list.data.pages.map((page) => page.names)) as Record<string, string>;
  const rows = list.data.pages.flatMap((page) => page.rows);
  const add = first.mayEdit && (
    <Button type="primary" onClick={() => setRow('new')}>
      {t('add')}
    </Button>
  );
  return (
    <>
      {rows.length === 0 ? (
        <State
          title={t('none')}
          text={q === '' && month === '' && !open ? t(`about-${tab}`) : t('noneText')}
          action={add}
        />
      ) : (
        <>
          <div className={css['bar']}>{add}</div>
          {first.totals.length > 0 && (
            <p className={css['hint']}>
              {t('totals')}{' '}
              {first.totals
                .map((total) => t('totalOf', { name: total.name ?? t('nobody'), amount: total.amount, n: total.count }))
                .join(t('listMark'))}
            </p>
          )}
          <Rows tab={tab} columns={first.columns} rows={rows} names={names} onOpen={setRow} />
        </>
      )}
      {list.hasNextPage && (
        <Button type="link" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {shared('more')}
        </Button>
      )}
      {row !== null && (
        <RowDialog
          key={row === 'new' ? 'new' : row.key}
          tab={tab}
          ledger={first}
          names={names}
          row={row === 'new' ? null : row}
          onDone={() => setRow(null)}
        />
      )}
    </>
  );
};

const hidden = new Set(['id', 'shop']);

type RowsProps = {
  tab: Tab;
  columns: Column[];
  rows: Line[];
  names: Record<string, string>;
  onOpen: (row: Line) => void;
};

const Rows = ({ tab, columns, rows, names, onOpen }: RowsProps) => {
  const t = useText();
  const shown: TableColumnsType<Line> = columns.flatMap((column, index) =>
    hidden.has(column.name)
      ? []
      : [
          {
            key: column.name,
            title: t(labelOf(column.name)),
            width: column.kind === 'text' ? 200 : 130,
            ellipsis: true,
            ...(column.kind === 'money' || column.kind === 'number'
              ? { align: 'right' as const, className: css['number'] ?? '' }
              : {}),
            render: (_: unknown, line: Line) => (
              <Cell tab={tab} column={column} cell={line.cells[index] ?? null} names={names} />
            ),
          },
        ],
  );
  return (
    <Table<Line>
      size="small"
      rowKey="key"
      dataSource={rows}
      pagination={false}
      scroll={{ x: shown.length * 130 }}
      onRow={(line) => ({ onClick: () => onOpen(line), className: css['clickable'] ?? '' })}
      columns={[
        ...shown,
        {
          title: '',
          width: 100,
          fixed: 'right',
          render: (_, line) => (
            <button type="button" className={css['link']} onClick={() => onOpen(line)}>
              {line.isOpen ? t(tab === 'adjustments' ? 'toApprove' : 'toDecide') : t('open')}
            </button>
          ),
        },
      ]}
    />
  );
};

const Cell = ({
  tab,
  column,
  cell,
  names,
}: {
  tab: Tab;
  column: Column;
  cell: string | null;
  names: Record<string, string>;
}) => {
  const t = useText();
  if (cell === null) return null;
  if (names[cell] !== undefined) return names[cell];
  if (column.kind === 'instant') return cell.slice(0, 16).replace('T', ' ');
  if (tab === 'finance_items' && column.name === 'kind') {
    const known = financeKinds.find((kind) => kind === cell);
    return known === undefined ? cell : t(`is-${known}`);
  }
  if (column.kind === 'choice' || column.kind === 'yes-no') return t(`is-${cell}` as 'is-yes');
  return cell;
};
