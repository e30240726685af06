import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'react-router';
import { api } from '@/shared/api/client';
import { useShop } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import { Loading, LoadFailed } from '@/shared/ui/states';
import { FlagMark, OversoldMark, StatusMark } from './marks';
import { money } from './order-columns';
import css from './orders.module.css';
import { useText } from './text';

type Latest = {
  orders: {
    orderId: string;
    placedAt: string;
    status: string | null;
    statusSaid: string | null;
    title: string | null;
    paid: number | null;
    note: string | null;
    flag: string | null;
    region: string | null;
    isOversold: boolean;
  }[];
  isNamed: boolean;
};

type BlockProps = { conversation: string; onInsert?: ((text: string) => void) | undefined };

/** The buyer's three newest orders beside the conversation: state, note, flag and the way to each. */
export const LatestOrders = ({ conversation, onInsert }: BlockProps) => {
  const t = useText();
  const { zone } = useShop();
  const found = useQuery({
    queryKey: ['orders', 'latest', conversation],
    queryFn: ({ signal }) => api.get<Latest>('/api/orders/orders/latest', { query: { conversation }, signal }),
  });
  if (found.isPending) return <Loading rows={2} />;
  if (found.isError) return <LoadFailed error={found.error} onRetry={() => void found.refetch()} />;
  const { orders, isNamed } = found.data;
  if (orders.length === 0) return <span className={css['quiet']}>{t(isNamed ? 'latestNone' : 'latestUnknown')}</span>;
  return (
    <ul className={css['latest']}>
      {orders.map((order) => (
        <li key={order.orderId}>
          <div className={css['latestHead']}>
            <Link to={`/orders/${encodeURIComponent(order.orderId)}`} className={css['number']}>
              {order.orderId}
            </Link>
            <StatusMark order={order} />
            {order.isOversold && <OversoldMark why={t('oversoldOrder')} />}
            <FlagMark flag={order.flag} />
          </div>
          <div title={order.title ?? undefined} className={css['latestTitle']}>
            {order.title ?? '—'}
          </div>
          <div className={css['quiet']}>
            {fullMoment(order.placedAt, zone)}
            {order.paid !== null && ` · ¥${money(order.paid)}`}
            {order.region !== null && ` · ${order.region}`}
          </div>
          {order.note !== null && <div className={css['latestNote']}>{order.note}</div>}
          {onInsert !== undefined && (
            <Button
              size="small"
              aria-label={t('latestInsertOf', { id: order.orderId })}
              onClick={() => onInsert(t('latestSay', { id: order.orderId, state: stateOf(t, order) }))}
            >
              {t('latestInsert')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
};

const said = ['unpaid', 'paid', 'shipped', 'signed', 'success', 'closed'] as const;

const stateOf = (t: ReturnType<typeof useText>, order: Latest['orders'][number]): string => {
  const known = said.find((one) => one === order.status);
  return known === undefined ? (order.statusSaid ?? t('status_unknown')) : t(`status_${known}`);
};
