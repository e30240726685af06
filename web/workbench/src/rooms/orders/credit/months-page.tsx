import { useQuery } from '@tanstack/react-query';
import { App, Button, Table } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '@/shared/api/client';
import { useLanguage } from '@/shared/i18n/language';
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
import { usePeriods } from './use-periods';
import type { LateOrder, Period } from './wire';

/** Months of credit: what they add up to, what is left, and the close. */
export const MonthsPage = () => {
  const t = useCreditText();
  const mayRead = useMay('orders.order.read-all');
  const periods = usePeriods(undefined, mayRead);
  const [late, setLate] = useState<string | null>(null);
  return (
    <Page title={t('months')}>
      <RoomTabs />
      {!mayRead && <NoRight right={t('rightAll')} />}
      {mayRead && periods.isPending && <Loading />}
      {periods.isError && <LoadFailed error={periods.error} onRetry={() => void periods.refetch()} />}
      {periods.isSuccess && periods.data.months.length === 0 && (
        <State title={t('noMonths')} text={t('noMonthsText')} />
      )}
      {periods.isSuccess && periods.data.months.length > 0 && (
        <>
          {periods.data.waiting > 0 && <p className={css['aside']}>{t('waiting', { n: periods.data.waiting })}</p>}
          <Section>
            <Months months={periods.data.months} onLate={setLate} />
            <p className={css['quiet']}>{t('monthsNote')}</p>
          </Section>
        </>
      )}
      {late !== null && <Late month={late} />}
    </Page>
  );
};

const Months = ({ months, onLate }: { months: Period[]; onLate: (month: string) => void }) => {
  const t = useCreditText();
  const amount = (fen: number) => <span className={css['number']}>{money(fen)}</span>;
  return (
    <Table<Period>
      size="small"
      rowKey="month"
      pagination={false}
      scroll={{ x: 860 }}
      dataSource={months}
      columns={[
        { title: t('month'), dataIndex: 'month', width: 90, fixed: 'left', className: css['number'] ?? '' },
        { title: t('ordersCount'), dataIndex: 'orders', width: 90, align: 'right' },
        { title: t('paidTotal'), dataIndex: 'paid', width: 130, align: 'right', render: amount },
        { title: t('creditedTotal'), dataIndex: 'credited', width: 130, align: 'right', render: amount },
        { title: t('silentTotal'), dataIndex: 'silent', width: 130, align: 'right', render: amount },
        {
          title: t('undecidedTotal'),
          dataIndex: 'undecided',
          width: 150,
          align: 'right',
          render: (fen: number, period) =>
            period.undecidedOrders === 0 ? (
              amount(fen)
            ) : (
              <Link className={css['undecided']} to={`/orders/undecided?credited=${period.month}`}>
                {t('undecidedOf', { n: period.undecidedOrders, amount: money(fen) })}
              </Link>
            ),
        },
        {
          title: t('lateTotal'),
          dataIndex: 'late',
          width: 110,
          render: (n: number, period) =>
            n === 0 ? null : (
              <Button type="link" size="small" onClick={() => onLate(period.month)}>
                {t('lateOf', { n })}
              </Button>
            ),
        },
        { title: '', key: 'close', render: (_, period) => <Close period={period} /> },
      ]}
    />
  );
};

const Close = ({ period }: { period: Period }) => {
  const t = useCreditText();
  const shop = useShop();
  const zone = useZone();
  const act = useCreditAct();
  const { modal } = App.useApp();
  const mayClose = useMay('orders.period.close');
  if (period.closedAt !== null)
    return (
      <span className={css['quiet']}>
        {t('closedBy', { name: period.closedBy ?? '—', at: fullMoment(period.closedAt, zone) })}
      </span>
    );
  if (!mayClose) return <span className={css['quiet']}>{t('monthOpen')}</span>;
  const ask = () =>
    modal.confirm({
      title: t('closeTitle', { month: period.month }),
      content: t('closeText', {
        orders: period.orders,
        paid: money(period.paid),
        credited: money(period.credited),
        silent: money(period.silent),
      }),
      okText: t('closeMonth'),
      onOk: () => act(() => api.post(`/api/orders/periods/${period.month}/close`, { shop: shop.id }), t('closed')),
    });
  return (
    <Button size="small" onClick={ask}>
      {t('closeMonth')}
    </Button>
  );
};

/** What facts that came after the close would have changed. */
const Late = ({ month }: { month: string }) => {
  const t = useCreditText();
  const shop = useShop();
  const spoken = useLanguage();
  const late = useQuery({
    queryKey: ['orders', 'late', shop.id, month],
    queryFn: ({ signal }) =>
      api.get<{ orders: LateOrder[] }>(`/api/orders/periods/${month}/late`, { query: { shop: shop.id }, signal }),
  });
  if (late.isPending) return <Loading rows={3} />;
  if (late.isError) return <LoadFailed error={late.error} onRetry={() => void late.refetch()} />;
  return (
    <Section title={t('lateTitle', { month })}>
      <Table<LateOrder>
        size="small"
        rowKey="orderId"
        pagination={false}
        scroll={{ x: 700 }}
        dataSource={late.data.orders}
        columns={[
          {
            title: t('order'),
            dataIndex: 'orderId',
            width: 176,
            render: (id: string) => <Link to={`/orders/${encodeURIComponent(id)}`}>{id}</Link>,
          },
          {
            title: t('holds'),
            key: 'holds',
            render: (_, row) => (spoken === 'en' ? row.holdsEn : row.holdsZh) ?? t('notCounted'),
          },
          { title: t('wouldBe'), key: 'would', render: (_, row) => (spoken === 'en' ? row.en : row.zh) },
        ]}
      />
    </Section>
  );
};
