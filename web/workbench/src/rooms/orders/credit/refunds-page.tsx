import { useQuery } from '@tanstack/react-query';
import { Select, Table } from 'antd';
import { Link } from 'react-router';
import { api } from '@/shared/api/client';
import { useMay, useShop } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import { useZone } from '@/shared/time/use-zone';
import { Page, Section } from '@/shared/ui/page';
import { LoadFailed, Loading, NoRight, State } from '@/shared/ui/states';
import { money } from '../order-columns';
import css from '../orders.module.css';
import { RoomTabs } from './room-tabs';
import { useCreditText } from './text';
import { useCreditAct } from './use-credit';
import { parties, type Party, type RefundToJudge } from './wire';

/** Refunds for which nobody has decided who is responsible: until then they cost nobody anything. */
export const RefundsPage = () => {
  const t = useCreditText();
  const shop = useShop();
  const mayRead = useMay('orders.order.read-all');
  const list = useQuery({
    queryKey: ['orders', 'refunds', shop.id],
    queryFn: ({ signal }) =>
      api.get<{ refunds: RefundToJudge[] }>('/api/orders/refunds', { query: { shop: shop.id }, signal }),
    enabled: mayRead && shop.id !== '',
  });
  return (
    <Page title={t('refundsToJudge')}>
      <RoomTabs />
      {!mayRead && <NoRight right={t('rightAll')} />}
      {mayRead && list.isPending && <Loading />}
      {list.isError && <LoadFailed error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && list.data.refunds.length === 0 && (
        <State title={t('nothingToJudge')} text={t('nothingToJudgeText')} />
      )}
      {list.isSuccess && list.data.refunds.length > 0 && (
        <Section>
          <Refunds refunds={list.data.refunds} />
        </Section>
      )}
    </Page>
  );
};

const Refunds = ({ refunds }: { refunds: RefundToJudge[] }) => {
  const t = useCreditText();
  const zone = useZone();
  return (
    <Table<RefundToJudge>
      size="small"
      rowKey="refundId"
      pagination={false}
      scroll={{ x: 900 }}
      dataSource={refunds}
      columns={[
        {
          title: t('order'),
          dataIndex: 'orderId',
          width: 160,
          fixed: 'left',
          render: (id: string) => <Link to={`/orders/${encodeURIComponent(id)}`}>{id}</Link>,
        },
        { title: t('item'), dataIndex: 'title', ellipsis: true },
        { title: t('refundAmount'), dataIndex: 'amount', width: 110, align: 'right', render: money },
        {
          title: t('refundedAt'),
          dataIndex: 'succeededAt',
          width: 160,
          render: (at: string | null) => (at === null ? '' : fullMoment(at, zone)),
        },
        { title: t('reasonSaid'), dataIndex: 'reasonPlatform', width: 180, ellipsis: true },
        {
          title: t('responsibleParty'),
          key: 'judge',
          width: 140,
          render: (_, refund) => <Judge refund={refund.refundId} value={null} />,
        },
      ]}
    />
  );
};

/** A person decides who is responsible. */
export const Judge = ({ refund, value }: { refund: string; value: string | null }) => {
  const t = useCreditText();
  const shop = useShop();
  const act = useCreditAct();
  const mayDecide = useMay('orders.credit.decide');
  const known = parties.find((party) => party === value);
  if (!mayDecide) return <>{known === undefined ? (value ?? '—') : t(`party_${known}`)}</>;
  return (
    <Select<Party>
      size="small"
      className={css['party'] ?? ''}
      aria-label={t('responsibleParty')}
      placeholder={t('judge')}
      value={known ?? null}
      onChange={(responsible) =>
        void act(
          () => api.post(`/api/orders/refunds/${encodeURIComponent(refund)}/judge`, { shop: shop.id, responsible }),
          t('written'),
        )
      }
      options={parties.map((party) => ({ value: party, label: t(`party_${party}`) }))}
    />
  );
};
