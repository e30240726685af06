import { useState } from 'react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Modal, Table } from 'antd';
import type { TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { api } from '@/shared/api/client';
import { useMay, useShop } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import { Page } from '@/shared/ui/page';
import { Loading, LoadFailed, NoRight, State } from '@/shared/ui/states';
import { ForecastMethod } from './forecast-method';
import { GoodsTabs } from './goods-tabs';
import css from './goods.module.css';
import { useText } from './text';

type Line = {
  item: string;
  title: string | null;
  sold: number[];
  forecast: number;
  stock: number | null;
  toBuy: number | null;
  off: number;
  tried: number;
  triedMonths: number;
};

type Forecast = {
  month: string;
  months: string[];
  lines: Line[];
  next: string | null;
  items: number;
  forecast: number;
  off: number;
  tried: number;
  isCut: boolean;
};

type Sold = { lines: { orderId: string; paidAt: string; title: string | null; quantity: number }[]; isCut: boolean };

const percent = (off: number, tried: number): string => `${((off / tried) * 100).toFixed(0)}%`;
const shownMonths = 6;

/** What next month will need per item, with how far the rule was off before; every number of a month opens its order lines. */
export const ForecastPage = () => {
  const t = useText();
  const shop = useShop();
  const mayRead = useMay('orders.order.read-all');
  const mayExport = useMay('orders.order.export');
  const [opened, setOpened] = useState<{ item: string; month: string } | null>(null);
  const list = useInfiniteQuery({
    queryKey: ['goods', 'forecast', shop.id],
    queryFn: ({ pageParam, signal }) =>
      api.get<Forecast>('/api/orders/forecast', { query: { shop: shop.id, after: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    enabled: shop.id !== '' && mayRead,
  });
  if (!mayRead) return <NoRight right={t('forecastRight')} />;
  const head = list.data?.pages[0];
  const rows = list.data?.pages.flatMap((page) => page.lines) ?? [];
  return (
    <Page
      title={t('title')}
      actions={
        mayExport &&
        rows.length > 0 && <Button href={`/api/orders/forecast/export?shop=${shop.id}`}>{t('export')}</Button>
      }
    >
      <GoodsTabs />
      {list.isPending && <Loading rows={8} />}
      {list.isError && <LoadFailed error={list.error} onRetry={() => void list.refetch()} />}
      {head !== undefined && rows.length === 0 && <State title={t('noSales')} text={t('noSalesText')} />}
      {head !== undefined && rows.length > 0 && (
        <>
          <p>
            {t('forecastText', { month: head.month })} <ForecastMethod />
          </p>
          <p className={css['number']}>
            {t('forecast')} <strong>{head.forecast}</strong> ·{' '}
            {head.tried > 0 ? t('errorTotal', { pct: percent(head.off, head.tried) }) : t('errorNone')}
          </p>
          <Table<Line>
            size="small"
            rowKey="item"
            pagination={false}
            columns={columnsOf(t, head, (item, month) => setOpened({ item, month }))}
            dataSource={rows}
          />
        </>
      )}
      {list.hasNextPage && (
        <div className={css['more']}>
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
      {opened !== null && <SoldLines {...opened} onDone={() => setOpened(null)} />}
    </Page>
  );
};

const columnsOf = (
  t: ReturnType<typeof useText>,
  head: Forecast,
  onOpen: (item: string, month: string) => void,
): TableColumnsType<Line> => {
  const from = Math.max(0, head.months.length - shownMonths);
  const right = { align: 'right' as const, className: css['number'] ?? '' };
  return [
    {
      title: t('product'),
      key: 'title',
      render: (_, line) => (
        <div className={css['title']}>
          <Link to={`/goods/item/${encodeURIComponent(line.item)}`}>{line.title ?? t('untitled')}</Link>
          <div className={css['quiet']}>{line.item}</div>
        </div>
      ),
    },
    ...head.months.slice(from).map((month, at) => ({
      title: month,
      key: month,
      width: 84,
      ...right,
      responsive: ['md' as const],
      render: (_: unknown, line: Line) => {
        const n = line.sold[from + at] ?? 0;
        return n === 0 ? (
          <span className={css['quiet']}>0</span>
        ) : (
          <Button
            type="link"
            size="small"
            title={t('sawPieces', { month, n })}
            onClick={() => onOpen(line.item, month)}
          >
            {n}
          </Button>
        );
      },
    })),
    {
      title: `${head.month} ${t('forecast')}`,
      key: 'forecast',
      width: 90,
      ...right,
      render: (_, line) => <strong>{line.forecast}</strong>,
    },
    {
      title: t('stockNow'),
      key: 'stock',
      width: 90,
      responsive: ['sm' as const],
      ...right,
      render: (_, line) => line.stock ?? <span className={css['quiet']}>{t('notCounted')}</span>,
    },
    { title: t('toBuy'), key: 'toBuy', width: 90, ...right, render: (_, line) => line.toBuy },
    {
      title: t('error'),
      key: 'error',
      width: 100,
      responsive: ['sm' as const],
      ...right,
      render: (_, line) => (line.tried > 0 ? percent(line.off, line.tried) : <span className={css['quiet']}>—</span>),
    },
  ];
};

const SoldLines = ({ item, month, onDone }: { item: string; month: string; onDone: () => void }) => {
  const t = useText();
  const shop = useShop();
  const sold = useQuery({
    queryKey: ['goods', 'sold', shop.id, item, month],
    queryFn: ({ signal }) =>
      api.get<Sold>('/api/orders/forecast/lines', { query: { shop: shop.id, item, month }, signal }),
  });
  return (
    <Modal open width={640} footer={null} title={t('linesTitle', { month })} onCancel={onDone}>
      {sold.isPending && <Loading rows={4} />}
      {sold.isError && <LoadFailed error={sold.error} onRetry={() => void sold.refetch()} />}
      {sold.data !== undefined && (
        <Table
          size="small"
          rowKey={(line) => `${line.orderId}${line.title ?? ''}${String(line.quantity)}`}
          pagination={{ pageSize: 20, hideOnSinglePage: true }}
          dataSource={sold.data.lines}
          columns={[
            {
              title: t('order'),
              key: 'order',
              render: (_, line) => <Link to={`/orders/${encodeURIComponent(line.orderId)}`}>{line.orderId}</Link>,
            },
            { title: t('paidAt'), key: 'paidAt', render: (_, line) => fullMoment(line.paidAt, shop.zone) },
            { title: t('quantity'), dataIndex: 'quantity', width: 90, align: 'right' },
          ]}
        />
      )}
    </Modal>
  );
};
