import { useState } from 'react';
import { Button } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { useMay, useShop } from '@/shared/session';
import { dayKey } from '@/shared/time/format';
import { useMinute } from '@/shared/time/now';
import { Page, Section } from '@/shared/ui/page';
import { MonthPicker } from '@/shared/ui/pickers';
import { Loading, LoadFailed, State } from '@/shared/ui/states';
import { PayTabs } from '../pay-tabs';
import { plusMonths } from '../whatif/months';
import { Labour } from './labour';
import { NextMonth } from './next-month';
import { Plans } from './plans';
import { RowsDrawer, type Door } from './rows-drawer';
import { Statement } from './statement';
import css from './owner.module.css';
import { useText } from './text';
import type { OwnerMonth } from './wire';

export const OwnerPage = () => {
  const t = useText();
  const shop = useShop();
  const mayExport = useMay('pay.slip.export');
  const mayPlan = useMay('pay.month.settle');
  const thisMonth = dayKey(useMinute(), shop.zone).slice(0, 7);
  const [from, setFrom] = useState(plusMonths(thisMonth, -5));
  const [last, setLast] = useState(thisMonth);
  const [door, setDoor] = useState<Door>();
  const query = { shop: shop.id, from, to: last === '' ? '' : plusMonths(last, 1) };
  const months = useQuery({
    queryKey: ['pay', 'owner', query],
    queryFn: ({ signal }) => api.get<{ months: OwnerMonth[] }>('/api/pay/owner', { query, signal }),
    enabled: from !== '' && last !== '',
  });
  const isEmpty = months.data?.months.every((month) => month.lines.every((line) => line.amount === 0)) === true;
  return (
    <Page
      title={t('title')}
      actions={
        <span className={css['offPaper']}>
          {mayExport && (
            <Button href={`/api/pay/owner/xlsx?shop=${shop.id}&from=${query.from}&to=${query.to}`}>{t('xlsx')}</Button>
          )}{' '}
          <Button onClick={() => window.print()}>{t('print')}</Button>
        </span>
      }
    >
      <PayTabs />
      <div className={css['tools']}>
        <MonthField label={t('from')} value={from} onChange={setFrom} />
        <MonthField label={t('to')} value={last} onChange={setLast} />
      </div>
      <p className={css['hint']}>{t('hint')}</p>
      {months.isPending && <Loading />}
      {months.isError && <LoadFailed error={months.error} onRetry={() => void months.refetch()} />}
      {isEmpty && <State title={t('empty')} text={t('emptyText')} />}
      {months.data !== undefined && !isEmpty && (
        <>
          <Labour months={months.data.months} onOpen={setDoor} />
          <Statement months={months.data.months} onOpen={setDoor} />
          {mayPlan && (
            <Section title={t('plan')}>
              <NextMonth key={thisMonth} months={months.data.months} month={plusMonths(thisMonth, 1)} />
            </Section>
          )}
        </>
      )}
      <Section title={t('compare')}>
        <Plans />
      </Section>
      {door !== undefined && <RowsDrawer door={door} onClose={() => setDoor(undefined)} />}
    </Page>
  );
};

const MonthField = ({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (month: string) => void;
}) => (
  <div className={css['field']}>
    <span>{label}</span>
    <MonthPicker className={css['month']} label={label} value={value} onChange={onChange} />
  </div>
);
