import { useState } from 'react';
import { App, Button, Table } from 'antd';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useMay, useShop } from '@/shared/session';
import { useStore } from '@/shared/store/store';
import { copyText } from '@/shared/ui/copy-text';
import { fullMoment } from '@/shared/time/format';
import { Loading, LoadFailed, State } from '@/shared/ui/states';
import { BulkActs } from './credit/bulk-acts';
import { asCells } from '@/shared/ui/cells';
import { allColumns, cellText, money, sortName, useOrderColumns } from './order-columns';
import css from './orders.module.css';
import { useText } from './text';
import { useOrders, useSums } from './use-orders';
import { shownColumns } from './views';
import type { Order } from './wire';

/** The table's own scroll bar stands above the sums: their height, without the page's padding below. */
const footHeight = 14;

export const OrdersTable = ({ isWork = false }: { isWork?: boolean }) => {
  const t = useText();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const shown = useStore(shownColumns);
  const { zone } = useShop();
  const columns = useOrderColumns(shown, search.get('sort') ?? '');
  const [selected, setSelected] = useState<string[]>([]);
  const list = useOrders();
  if (list.isPending) return <Loading rows={12} />;
  if (list.isError) return <LoadFailed error={list.error} onRetry={() => void list.refetch()} />;
  const orders = list.data.pages.flatMap((page) => page.orders);
  const onlyOwn = list.data.pages[0]?.onlyOwn === true;
  const wordsSince = list.data.pages[0]?.wordsSince ?? null;
  const since = wordsSince === null ? undefined : t('wordsSince', { time: fullMoment(wordsSince, zone) });
  if (orders.length === 0)
    return <Nothing onlyOwn={onlyOwn} isFiltered={isWork || search.toString() !== ''} since={since} />;
  const sortBy = (key: string) => {
    const name = sortName(key);
    if (name === undefined) return;
    const now = search.get('sort') ?? '-placed';
    const next = new URLSearchParams(search);
    next.set('sort', now === `-${name}` ? name : `-${name}`);
    setSearch(next, { replace: true });
  };
  return (
    <>
      {onlyOwn && <p className={css['quiet']}>{t('onlyOwn')}</p>}
      {since !== undefined && <p className={css['quiet']}>{since}</p>}
      <div className={css['table']}>
        <Table<Order>
          size="small"
          rowKey="orderId"
          columns={columns}
          dataSource={orders}
          pagination={false}
          scroll={{ x: 'max-content' }}
          sticky={{ offsetScroll: footHeight }}
          rowClassName={css['row'] ?? ''}
          rowSelection={{
            selectedRowKeys: selected,
            onChange: (keys) => setSelected(keys.map(String)),
            columnWidth: 36,
            fixed: true,
          }}
          onChange={(_, __, sorter) => {
            const one = Array.isArray(sorter) ? sorter[0] : sorter;
            if (one?.columnKey !== undefined) sortBy(String(one.columnKey));
          }}
          onRow={(order) => ({
            onDoubleClick: () => void navigate(`/orders/${encodeURIComponent(order.orderId)}`),
          })}
        />
        {list.hasNextPage && (
          <div className={css['more']}>
            <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t('loadMore')}
            </Button>
          </div>
        )}
      </div>
      <Foot
        orders={orders.filter((order) => selected.includes(order.orderId))}
        shown={shown}
        onClear={() => setSelected([])}
      />
    </>
  );
};

type NothingProps = { onlyOwn: boolean; isFiltered: boolean; since: string | undefined };

const Nothing = ({ onlyOwn, isFiltered, since }: NothingProps) => {
  const t = useText();
  const mayImport = useMay('orders.import.run');
  if (isFiltered) return <State title={t('nothingFound')} text={since ?? t('nothingFoundText')} />;
  if (onlyOwn) return <State title={t('emptyOwnTitle')} text={t('emptyOwnText')} />;
  return (
    <State
      title={t('emptyTitle')}
      text={t('emptyText')}
      action={
        mayImport && (
          <Link to="/orders/import">
            <Button type="primary">{t('importOrders')}</Button>
          </Link>
        )
      }
    />
  );
};

type FootProps = { orders: readonly Order[]; shown: readonly string[]; onClear: () => void };

/** Count and sum: of the selection when there is one, else of everything the filter finds. */
const Foot = ({ orders, shown, onClear }: FootProps) => {
  const t = useText();
  const { zone } = useShop();
  const { message } = App.useApp();
  const [search] = useSearchParams();
  const [allOf, setAllOf] = useState<string | null>(null);
  const isAll = allOf === search.toString();
  const sums = useSums(isAll);
  const hasMore = orders.length === 0 && sums.data?.more === true;
  const sum = (of: (order: Order) => number | null) => orders.reduce((total, order) => total + (of(order) ?? 0), 0);
  const figures =
    orders.length > 0
      ? {
          count: orders.length,
          amount: sum((o) => o.amount),
          paid: sum((o) => o.paid),
          refunded: sum((o) => o.refunded),
        }
      : sums.data;
  const copy = async () => {
    const keys = allColumns.filter((key) => shown.includes(key));
    const rows = orders.map((order) => [order.orderId, ...keys.map((key) => cellText(order, key, zone))]);
    await copyText(asCells([[t('orderId'), ...keys.map((key) => t(key))], ...rows]));
    void message.success(t('copied', { n: orders.length }));
  };
  return (
    <footer className={css['foot']} aria-live="polite">
      {figures !== undefined && (
        <>
          <b>{t(orders.length > 0 ? 'selected' : hasMore ? 'foundMore' : 'found', { n: figures.count })}</b>
          {hasMore ? (
            <Button size="small" loading={isAll} onClick={() => setAllOf(search.toString())}>
              {t('sumAll')}
            </Button>
          ) : (
            <>
              <Figure label={t('amount')} fen={figures.amount} />
              <Figure label={t('paid')} fen={figures.paid} />
              <Figure label={t('refunded')} fen={figures.refunded} />
              <Figure label={t('net')} fen={figures.paid - figures.refunded} />
            </>
          )}
          {!hasMore && 'base' in figures && search.has('credited') && <Figure label={t('base')} fen={figures.base} />}
        </>
      )}
      {orders.length > 0 && (
        <>
          <Button size="small" onClick={() => void copy()}>
            {t('copy')}
          </Button>
          <BulkActs orders={orders.map((order) => order.orderId)} onDone={onClear} />
          <Button size="small" type="text" onClick={onClear}>
            {t('clear')}
          </Button>
        </>
      )}
    </footer>
  );
};

const Figure = ({ label, fen }: { label: string; fen: number }) => (
  <span className={css['figure']}>
    {label} <b>{money(fen)}</b>
  </span>
);
