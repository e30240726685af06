import { useEffect, useRef } from 'react';
import { DownloadOutlined, ImportOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Dropdown, Select, Table } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { api } from '@/shared/api/client';
import { useMay, useShop } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import { useZone } from '@/shared/time/use-zone';
import { Page, Section } from '@/shared/ui/page';
import { LoadFailed, Loading, NoRight, State } from '@/shared/ui/states';
import { RoomTabs } from '../credit/room-tabs';
import { usePeriods } from '../credit/use-periods';
import { money } from '../order-columns';
import css from '../orders.module.css';
import { useElsewhereText } from './text';
import { verdicts, type ComparedOrder, type ComparedOrders, type VerdictCount, type VerdictCounts } from './wire';

const whileDecidingMs = 2000;

type Filter = { month: string; verdict: string; source: string };

const useFilter = (): [Filter, (name: keyof Filter, value: string) => void] => {
  const [search, setSearch] = useSearchParams();
  const get = (name: string) => search.get(name) ?? '';
  return [
    { month: get('month'), verdict: get('verdict'), source: get('source') },
    (name, value) => {
      const next = new URLSearchParams(search);
      if (value === '') next.delete(name);
      else next.set(name, value);
      if (name === 'month' && value === '' && next.get('verdict') === 'ours-only') next.delete('verdict');
      setSearch(next, { replace: true });
    },
  ];
};

/** Order by order: whom a tool gives it, whom we give it, and whether that is the same. */
export const ElsewherePage = () => {
  const t = useElsewhereText();
  const shop = useShop();
  const mayRead = useMay('orders.order.read-all');
  const mayImport = useMay('orders.import.run');
  const [filter] = useFilter();
  const counts = useQuery({
    queryKey: ['orders', 'elsewhere', 'count', shop.id, filter.month],
    queryFn: ({ signal }) =>
      api.get<VerdictCounts>('/api/orders/elsewhere/count', {
        query: { shop: shop.id, month: filter.month },
        signal,
      }),
    placeholderData: (before) => before,
    refetchInterval: (query) => ((query.state.data?.waiting ?? 0) > 0 ? whileDecidingMs : false),
    enabled: mayRead && shop.id !== '',
  });
  // Orders that were just brought in are decided a moment later: the rows follow the counts.
  const client = useQueryClient();
  const waiting = counts.data?.waiting ?? 0;
  const seen = useRef(waiting);
  useEffect(() => {
    if (seen.current !== waiting) void client.invalidateQueries({ queryKey: ['orders', 'elsewhere', 'list', shop.id] });
    seen.current = waiting;
  }, [waiting, client, shop.id]);
  const bring = mayImport && (
    <Link to="/orders/import">
      <Button icon={<ImportOutlined />}>{t('importReport')}</Button>
    </Link>
  );
  return (
    <Page title={t('title')} actions={bring}>
      <RoomTabs />
      {!mayRead && <NoRight right={t('right')} />}
      {mayRead && counts.isPending && <Loading />}
      {counts.isError && <LoadFailed error={counts.error} onRetry={() => void counts.refetch()} />}
      {counts.isSuccess &&
        (counts.data.counts.length === 0 && filter.month === '' ? (
          <State title={t('empty')} text={t('emptyText')} action={bring} />
        ) : (
          <>
            <p className={css['quiet']}>{t('intro')}</p>
            {waiting > 0 && (
              <p className={css['quiet']} role="status">
                {t('stillDeciding', { n: waiting })}
              </p>
            )}
            <Tools counts={counts.data.counts} />
            <Section>
              <Rows />
            </Section>
          </>
        ))}
    </Page>
  );
};

const Tools = ({ counts }: { counts: readonly VerdictCount[] }) => {
  const t = useElsewhereText();
  const shop = useShop();
  const mayExport = useMay('orders.order.export');
  const [filter, set] = useFilter();
  const periods = usePeriods(undefined, true);
  const months = (periods.data?.months ?? []).map((one) => one.month);
  const sources = [...new Set(counts.map((one) => one.source).filter((source) => source !== ''))];
  const orders = (verdict: string) =>
    counts
      .filter((one) => one.verdict === verdict && (filter.source === '' || one.source === filter.source))
      .reduce((sum, one) => sum + one.orders, 0);
  const total = counts
    .filter((one) => one.verdict !== 'ours-only' && (filter.source === '' || one.source === filter.source))
    .reduce((sum, one) => sum + one.orders, 0);
  const address = (format: string) =>
    `/api/orders/elsewhere/export?${new URLSearchParams({ shop: shop.id, format, ...filter }).toString()}`;
  return (
    <>
      <div className={css['tabs']} role="tablist">
        {['', ...verdicts]
          .filter((verdict) => verdict === '' || orders(verdict) > 0 || verdict === filter.verdict)
          .map((verdict) => (
            <button
              key={verdict}
              type="button"
              role="tab"
              aria-selected={filter.verdict === verdict}
              className={css['tab']}
              onClick={() => set('verdict', verdict)}
            >
              {verdict === '' ? t('all') : t(`verdict_${verdict as ComparedOrder['verdict']}`)}{' '}
              <span className={css['quiet']}>{verdict === '' ? total : orders(verdict)}</span>
            </button>
          ))}
      </div>
      <div className={css['tools']}>
        <Select
          className={css['month'] ?? ''}
          aria-label={t('month')}
          value={filter.month}
          onChange={(month) => set('month', month)}
          options={[
            { value: '', label: t('allMonths') },
            ...(filter.month === '' || months.includes(filter.month) ? months : [filter.month, ...months]).map(
              (month) => ({
                value: month,
                label: month,
              }),
            ),
          ]}
        />
        {sources.length > 1 && (
          <Select
            className={css['filter'] ?? ''}
            aria-label={t('tool')}
            value={filter.source}
            onChange={(source) => set('source', source)}
            options={[
              { value: '', label: t('allTools') },
              ...sources.map((source) => ({ value: source, label: source })),
            ]}
          />
        )}
        {mayExport && (
          <Dropdown
            trigger={['click']}
            menu={{
              items: [
                { key: 'xlsx', label: <a href={address('xlsx')}>{t('exportXlsx')}</a> },
                { key: 'csv', label: <a href={address('csv')}>{t('exportCsv')}</a> },
              ],
            }}
          >
            <Button icon={<DownloadOutlined />}>{t('export')}</Button>
          </Dropdown>
        )}
      </div>
    </>
  );
};

const Rows = () => {
  const t = useElsewhereText();
  const shop = useShop();
  const zone = useZone();
  const [filter] = useFilter();
  const list = useInfiniteQuery({
    queryKey: ['orders', 'elsewhere', 'list', shop.id, filter],
    queryFn: ({ pageParam, signal }) =>
      api.get<ComparedOrders>('/api/orders/elsewhere', {
        query: { shop: shop.id, ...filter, after: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
  });
  if (list.isPending) return <Loading rows={8} />;
  if (list.isError) return <LoadFailed error={list.error} onRetry={() => void list.refetch()} />;
  const orders = list.data.pages.flatMap((page) => page.orders);
  if (orders.length === 0) return <State title={t('nothing')} text={t('nothingText')} />;
  return (
    <>
      <Table<ComparedOrder>
        size="small"
        rowKey={(row) => `${row.orderId} ${row.line} ${row.source ?? ''}`}
        pagination={false}
        scroll={{ x: 980 }}
        dataSource={orders}
        columns={[
          {
            title: t('order'),
            dataIndex: 'orderId',
            fixed: 'left',
            width: 180,
            className: css['number'] ?? '',
            render: (id: string, row) => (
              <>
                {row.verdict === 'no-order' ? id : <Link to={`/orders/${encodeURIComponent(id)}`}>{id}</Link>}
                {row.line !== '' && <div className={css['quiet']}>{t('toldLine', { line: row.line })}</div>}
              </>
            ),
          },
          { title: t('result'), dataIndex: 'verdict', width: 120, render: (_, row) => <VerdictMark row={row} /> },
          { title: t('theirs'), key: 'theirs', width: 170, render: (_, row) => <Theirs row={row} /> },
          { title: t('ours'), key: 'ours', width: 120, render: (_, row) => <Ours row={row} /> },
          { title: t('counted'), dataIndex: 'theirAmount', width: 100, align: 'right', render: money },
          { title: t('paid'), dataIndex: 'paid', width: 100, align: 'right', render: money },
          {
            title: t('countedAt'),
            dataIndex: 'countedAt',
            width: 152,
            render: (at: string | null) => (at === null ? '' : fullMoment(at, zone)),
          },
          { title: t('item'), dataIndex: 'title', ellipsis: true },
        ]}
      />
      {list.hasNextPage && (
        <div className={css['more']}>
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
    </>
  );
};

const VerdictMark = ({ row }: { row: ComparedOrder }) => {
  const t = useElsewhereText();
  return (
    <span className={css['verdict']} data-verdict={row.verdict}>
      {t(`verdict_${row.verdict}`)}
    </span>
  );
};

const Theirs = ({ row }: { row: ComparedOrder }) => {
  const t = useElsewhereText();
  if (row.source === null) return <span className={css['quiet']}>—</span>;
  return (
    <>
      {row.theirName ?? (
        <Link to="/people/accounts" title={t('whoIs', { account: row.account ?? '' })}>
          {row.account}
        </Link>
      )}
      <div className={css['quiet']}>{row.source}</div>
    </>
  );
};

const Ours = ({ row }: { row: ComparedOrder }) => {
  const t = useElsewhereText();
  if (row.ourName !== null) return <>{row.ourName}</>;
  const isSilent = row.ourBasis?.startsWith('silent') === true;
  return <span className={css['quiet']}>{isSilent ? t('silent') : row.ourBasis === null ? '—' : t('nobody')}</span>;
};
