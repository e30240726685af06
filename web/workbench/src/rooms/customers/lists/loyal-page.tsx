import { useState } from 'react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Select, Table } from 'antd';
import { Link } from 'react-router';
import { api } from '@/shared/api/client';
import { useMay, useShop } from '@/shared/session';
import { dayKey, yuan } from '@/shared/time/format';
import { useNow } from '@/shared/time/now';
import { Page, Section } from '@/shared/ui/page';
import { DayPicker } from '@/shared/ui/pickers';
import { Loading, LoadFailed, NoRight, State } from '@/shared/ui/states';
import { CustomerTabs } from '../dossier/customer-tabs';
import dossier from '../dossier/dossier.module.css';
import css from './lists.module.css';
import { Market } from './market';
import { percent } from './numbers';
import { useText } from './text';
import type { RepeatLine, RepeatReport } from './wire';

type Asked = { from: string; to: string; least: number; sort: 'orders' | 'value' | 'last'; skip: number };

/** Who buys again, how often and for how much; every number opens its buyers, every buyer the orders. */
export const LoyalPage = () => {
  const t = useText();
  const may = useMay('orders.order.read-all');
  return (
    <Page title={t('loyal')}>
      <CustomerTabs />
      {may ? <Repeat /> : <NoRight right={t('rightOrders')} />}
      <Market />
    </Page>
  );
};

const Repeat = () => {
  const t = useText();
  const shop = useShop();
  const now = useNow();
  const mayExport = useMay('orders.order.export');
  const [asked, setAsked] = useState<Asked>({ from: '', to: '', least: 2, sort: 'orders', skip: 0 });
  const put = (part: Partial<Asked>) => setAsked({ ...asked, skip: 0, ...part });
  const query = { shop: shop.id, ...asked, from: asked.from || undefined, to: asked.to || undefined };
  const found = useQuery({
    queryKey: ['repeat', shop.id, asked],
    queryFn: ({ signal }) => api.get<RepeatReport>('/api/orders/repeat', { query, signal }),
    enabled: shop.id !== '',
    placeholderData: keepPreviousData,
  });
  if (found.isPending) return <Loading rows={8} />;
  if (found.isError) return <LoadFailed error={found.error} onRetry={() => void found.refetch()} />;
  const report = found.data;
  const file = new URLSearchParams({
    shop: shop.id,
    from: report.from,
    to: report.to,
    least: String(asked.least),
    sort: asked.sort,
  });
  const figures = [
    { label: t('buyers'), number: report.buyers, least: 1 },
    { label: t('repeating'), number: report.repeating, least: 2 },
    { label: t('loyalBuyers', { n: report.loyalFrom }), number: report.loyal, least: report.loyalFrom },
  ];
  return (
    <Section>
      <div className={css['acts']}>
        <DayPicker label={t('from')} value={report.from} onChange={(from) => put({ from })} />
        <DayPicker
          label={t('to')}
          value={report.to}
          onChange={(to) => put({ to: to > dayKey(now, shop.zone) ? '' : to })}
        />
        <Select
          aria-label={t('sortOrders')}
          value={asked.sort}
          onChange={(sort) => put({ sort })}
          options={[
            { value: 'orders' as const, label: t('sortOrders') },
            { value: 'value' as const, label: t('sortValue') },
            { value: 'last' as const, label: t('sortLast') },
          ]}
        />
        {mayExport && <Button href={`/api/orders/repeat/export?${file.toString()}`}>{t('exportFile')}</Button>}
      </div>
      <div className={css['figures']}>
        <div className={css['figure']}>
          <span className={dossier['quiet']}>{t('rate')}</span>
          <strong>{percent(report.rate)}</strong>
        </div>
        {figures.map((one) => (
          <button
            key={one.label}
            type="button"
            className={css['figure']}
            data-on={asked.least === one.least}
            onClick={() => put({ least: one.least })}
          >
            <span className={dossier['quiet']}>{one.label}</span>
            <strong>{one.number}</strong>
          </button>
        ))}
        <div className={css['figure']}>
          <span className={dossier['quiet']}>{t('orders')}</span>
          <strong>{report.orders}</strong>
        </div>
      </div>
      <p className={dossier['quiet']}>
        {t('loyalHint')} {report.unnamed > 0 && t('unnamed', { n: report.unnamed })}
      </p>
      {report.lines.length === 0 ? (
        <State title={t('emptyLoyal')} text={t('emptyLoyalText')} />
      ) : (
        <Table<RepeatLine>
          size="small"
          rowKey="buyer"
          pagination={false}
          scroll={{ x: 680 }}
          dataSource={report.lines}
          columns={[
            {
              title: t('customer'),
              key: 'buyer',
              render: (_, row) => (
                <>
                  {row.buyer} {row.isLoyal && <span className={dossier['kind']}>{t('loyalMark')}</span>}
                  {row.record !== null && (
                    <div>
                      <Link to={`/customers/${row.record}`}>{t('openRecord')}</Link>
                    </div>
                  )}
                </>
              ),
            },
            {
              title: t('orders'),
              key: 'orders',
              width: 80,
              align: 'right',
              render: (_, row) => <Link to={`/orders?q=${encodeURIComponent(row.buyer)}`}>{row.orders}</Link>,
            },
            {
              title: t('everyDays'),
              key: 'every',
              width: 100,
              align: 'right',
              render: (_, row) => row.everyDays !== null && t('days', { n: row.everyDays }),
            },
            { title: t('firstPaid'), key: 'first', width: 110, render: (_, row) => dayKey(row.first, shop.zone) },
            { title: t('lastPaid'), key: 'last', width: 110, render: (_, row) => dayKey(row.last, shop.zone) },
            { title: t('value'), key: 'value', width: 110, align: 'right', render: (_, row) => yuan(row.value) },
          ]}
        />
      )}
      {(asked.skip > 0 || report.next !== null) && (
        <div className={css['acts']}>
          <Button size="small" disabled={asked.skip === 0} onClick={() => setAsked({ ...asked, skip: 0 })}>
            {t('firstPage')}
          </Button>
          <Button
            size="small"
            disabled={report.next === null}
            onClick={() => setAsked({ ...asked, skip: report.next ?? 0 })}
          >
            {t('nextPage')}
          </Button>
        </div>
      )}
    </Section>
  );
};
