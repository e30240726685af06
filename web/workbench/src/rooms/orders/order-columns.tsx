import type { TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { platformName } from '@/shared/i18n/channel-kind';
import { useShop } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import { CreditMark, FlagMark, OversoldMark, StatusMark } from './marks';
import css from './orders.module.css';
import { useText } from './text';
import { namesOf, type Order } from './wire';

export const allColumns = [
  'buyer',
  'status',
  'placedAt',
  'paidAt',
  'amount',
  'postage',
  'paid',
  'refunded',
  'credit',
  'title',
  'quantity',
  'buyerMessage',
  'sellerNote',
  'flag',
  'shippedAt',
  'signedAt',
  'platform',
] as const;

export type ColumnKey = (typeof allColumns)[number];

const widths: Record<ColumnKey, number> = {
  buyer: 120,
  status: 128,
  placedAt: 152,
  paidAt: 152,
  amount: 100,
  postage: 80,
  paid: 100,
  refunded: 100,
  credit: 120,
  title: 240,
  quantity: 64,
  buyerMessage: 180,
  sellerNote: 220,
  flag: 76,
  shippedAt: 152,
  signedAt: 152,
  platform: 90,
};

const sorts: Partial<Record<ColumnKey, string>> = { placedAt: 'placed', paidAt: 'paid', paid: 'amount' };

/** Money as a spreadsheet takes it: two places, nothing where nothing is known. */
export const plainMoney = (fen: number | null): string => (fen === null ? '' : (fen / 100).toFixed(2));

/** Money as people read it: 191,452.00. */
export const money = (fen: number | null): string => plainMoney(fen).replace(/\B(?=(?:\d{3})+\.)/g, ',');

export const cellText = (order: Order, key: ColumnKey, zone: string): string => {
  const value = order[key];
  if (key === 'credit') return order.credit === null ? '' : (namesOf(order.credit) ?? '');
  if (key === 'flag') return order.ownFlag ?? order.flag ?? '';
  if (key === 'status') return order.statusSaid ?? order.status ?? '';
  if (value === null) return '';
  if (key === 'placedAt' || key === 'paidAt' || key === 'shippedAt' || key === 'signedAt')
    return fullMoment(String(value), zone);
  if (key === 'platform') return platformName(String(value));
  if (key === 'amount' || key === 'postage' || key === 'paid' || key === 'refunded') return plainMoney(Number(value));
  return String(value);
};

export const useOrderColumns = (shown: readonly string[], sort: string): TableColumnsType<Order> => {
  const t = useText();
  const { zone } = useShop();
  const sorted = sort === '' ? '-placed' : sort;
  return [
    {
      title: t('orderId'),
      key: 'orderId',
      dataIndex: 'orderId',
      width: 176,
      fixed: 'left',
      className: css['number'] ?? '',
      render: (id: string) => <Link to={`/orders/${encodeURIComponent(id)}`}>{id}</Link>,
    },
    ...allColumns
      .filter((key) => shown.includes(key))
      .map((key) => {
        const name = sorts[key];
        const isNumber =
          key === 'amount' || key === 'postage' || key === 'paid' || key === 'refunded' || key === 'quantity';
        return {
          title: t(key),
          key,
          dataIndex: key,
          width: widths[key],
          ellipsis: true,
          align: isNumber ? ('right' as const) : ('left' as const),
          className: isNumber || key.endsWith('At') ? (css['number'] ?? '') : '',
          ...(name === undefined
            ? {}
            : {
                sorter: true,
                showSorterTooltip: false,
                sortOrder: sorted === name ? ('ascend' as const) : sorted === `-${name}` ? ('descend' as const) : null,
              }),
          render: (_: unknown, order: Order) => <Cell order={order} name={key} zone={zone} />,
        };
      }),
  ];
};

export const sortName = (key: string): string | undefined => sorts[key as ColumnKey];

const Status = ({ order }: { order: Order }) => {
  const t = useText();
  return (
    <>
      <StatusMark order={order} /> {order.isOversold && <OversoldMark why={t('oversoldOrder')} />}
    </>
  );
};

const Cell = ({ order, name, zone }: { order: Order; name: ColumnKey; zone: string }) => {
  if (name === 'status') return <Status order={order} />;
  if (name === 'flag') return <FlagMark flag={order.ownFlag ?? order.flag} />;
  if (name === 'credit') return <CreditMark credit={order.credit} />;
  const text = cellText(order, name, zone);
  if (name === 'refunded' && order.refunded === 0) return <span className={css['quiet']}>0.00</span>;
  if (name === 'amount' || name === 'postage' || name === 'paid' || name === 'refunded')
    return <span>{money(order[name])}</span>;
  return (
    <span title={name === 'title' || name === 'sellerNote' || name === 'buyerMessage' ? text : undefined}>{text}</span>
  );
};
