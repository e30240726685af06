import { Button, Table } from 'antd';
import { useNavigate, Link } from 'react-router';
import { api } from '@/shared/api/client';
import { useMay, useShop } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import { useZone } from '@/shared/time/use-zone';
import { Page, Section } from '@/shared/ui/page';
import { LoadFailed, Loading, NoRight, State } from '@/shared/ui/states';
import { money } from './money';
import { StateTag } from './month-state';
import css from './pay.module.css';
import { PayTabs } from './pay-tabs';
import { useText } from './text';
import { useMonths, usePayAct } from './use-pay';
import type { MonthLine } from './wire';

/** The months of the shop, each with its state and what it adds up to. */
export const MonthsPage = () => {
  const t = useText();
  const shop = useShop();
  const go = useNavigate();
  const act = usePayAct();
  const mayRead = useMay('pay.slip.read-all');
  const maySettle = useMay('pay.month.settle');
  const months = useMonths(mayRead);
  const settle = async (month: string) => {
    if (await act(() => api.post(`/api/pay/months/${month}/compute`, { shop: shop.id })))
      void go(`/pay/months/${month}`);
  };
  const offers = maySettle
    ? (months.data?.next ?? []).map((month, index) => (
        <Button key={month} type={index === 0 ? 'primary' : 'default'} onClick={() => void settle(month)}>
          {t('settleMonth', { month })}
        </Button>
      ))
    : [];
  return (
    <Page title={t('title')} actions={<>{offers}</>}>
      <PayTabs />
      {!mayRead && <NoRight right={t('rightAll')} />}
      {mayRead && months.isPending && <Loading />}
      {months.isError && <LoadFailed error={months.error} onRetry={() => void months.refetch()} />}
      {months.isSuccess && months.data.months.length === 0 && (
        <State title={t('noMonths')} text={t('noMonthsText')} action={<div className={css['acts']}>{offers}</div>} />
      )}
      {months.isSuccess && months.data.months.length > 0 && (
        <Section>
          <MonthsTable months={months.data.months} />
          <p className={css['quiet']}>{t('beforeTaxNote')}</p>
        </Section>
      )}
    </Page>
  );
};

const MonthsTable = ({ months }: { months: MonthLine[] }) => {
  const t = useText();
  const zone = useZone();
  return (
    <Table<MonthLine>
      size="middle"
      rowKey="month"
      pagination={months.length > 24 ? { pageSize: 24 } : false}
      scroll={{ x: 760 }}
      dataSource={months}
      columns={[
        {
          title: t('month'),
          dataIndex: 'month',
          width: 110,
          render: (month: string) => (
            <Link className={css['number']} to={`/pay/months/${month}`}>
              {month}
            </Link>
          ),
        },
        { title: t('state'), key: 'state', width: 110, render: (_, row) => <StateTag state={row.state} /> },
        {
          title: t('total'),
          dataIndex: 'total',
          width: 140,
          align: 'right',
          render: (total: number | null) => (
            <span className={css['number']}>{total === null ? '—' : money(total)}</span>
          ),
        },
        { title: t('slipsCount'), dataIndex: 'slips', width: 90, align: 'right' },
        {
          title: t('remark'),
          key: 'remark',
          render: (_, row) =>
            row.isComputing
              ? t('computing')
              : (row.problem ??
                (row.objections > 0
                  ? t('objectionsOpen', { n: row.objections })
                  : row.paidOn !== null
                    ? t('paidOn', { day: row.paidOn })
                    : row.state === 'proposed' && row.objectionsUntil !== null
                      ? t('objectionsUntil', { at: fullMoment(row.objectionsUntil, zone) })
                      : '')),
        },
      ]}
    />
  );
};
