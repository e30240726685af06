import { Suspense, useState } from 'react';
import { Alert, Button } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { ChangeOne } from '@/rooms/rules';
import { toProblem } from '@/shared/api/problem';
import { useMay, useShop } from '@/shared/session';
import { dayKey, fullMoment } from '@/shared/time/format';
import { useMinute } from '@/shared/time/now';
import { Page, Section } from '@/shared/ui/page';
import { MonthPicker } from '@/shared/ui/pickers';
import { Loading, LoadFailed, State } from '@/shared/ui/states';
import { PayTabs } from '../pay-tabs';
import { BookSelect } from './books';
import { plusMonths } from './months';
import css from './whatif.module.css';
import { useText } from './text';
import { useAsk, useComparisons } from './use-whatif';

/** Two books and some months, and what was tried before. `?after=` and `?change=` come from the rule books. */
export const WhatIfPage = () => {
  const t = useText();
  const shop = useShop();
  const [asked, setAsked] = useSearchParams();
  const mayDraft = useMay('rules.book.edit');
  const thisMonth = dayKey(useMinute(), shop.zone).slice(0, 7);
  const [before, setBefore] = useState<string | undefined>('in-force');
  const [after, setAfter] = useState<string | undefined>(asked.get('after') ?? undefined);
  const [from, setFrom] = useState(plusMonths(thisMonth, -3));
  const [last, setLast] = useState(plusMonths(thisMonth, -1));
  const ask = useAsk();
  const months = { from, to: last === '' ? '' : plusMonths(last, 1) };
  return (
    <Page title={t('title')}>
      <PayTabs />
      <Section
        actions={
          mayDraft && <Button onClick={() => setAsked({ change: before ?? 'in-force' })}>{t('changeOne')}</Button>
        }
        title={t('title')}
      >
        <p className={css['hint']}>{t('hint')}</p>
        <div className={css['form']}>
          <BookSelect label={t('before')} value={before} onChange={setBefore} />
          <BookSelect label={t('after')} value={after} onChange={setAfter} />
          <MonthField label={t('from')} value={from} most={thisMonth} onChange={setFrom} />
          <MonthField label={t('to')} value={last} most={thisMonth} onChange={setLast} />
          <Button
            type="primary"
            disabled={before === undefined || after === undefined || from === '' || last === ''}
            loading={ask.isPending}
            onClick={() => ask.mutate({ before: before ?? '', after: after ?? '', ...months })}
          >
            {t('run')}
          </Button>
        </div>
        {last === thisMonth && <p className={css['quiet']}>{t('current')}</p>}
        {ask.isError && <Alert type="error" showIcon title={toProblem(ask.error).detail} />}
      </Section>
      <Kept />
      {asked.get('change') !== null && (
        <Suspense fallback={null}>
          <ChangeOne
            base={asked.get('change') ?? ''}
            onMade={(base, draft) => ask.mutateAsync({ before: base, after: draft, ...months })}
            onClose={() => setAsked({})}
          />
        </Suspense>
      )}
    </Page>
  );
};

type MonthFieldProps = { label: string; value: string; most: string; onChange: (month: string) => void };

const MonthField = ({ label, value, most, onChange }: MonthFieldProps) => (
  <div className={css['field']}>
    <span>{label}</span>
    <MonthPicker className={css['month']} label={label} value={value} most={most} onChange={onChange} />
  </div>
);

const Kept = () => {
  const t = useText();
  const shop = useShop();
  const kept = useComparisons();
  if (kept.isPending) return <Loading rows={3} />;
  if (kept.isError) return <LoadFailed error={kept.error} onRetry={() => void kept.refetch()} />;
  if (kept.data.comparisons.length === 0) return <State title={t('none')} text={t('noneText')} />;
  return (
    <Section title={t('kept')}>
      <ul className={css['list']}>
        {kept.data.comparisons.map((one) => (
          <li key={one.id}>
            <Link className={css['item']} to={`/pay/whatif/${one.id}`}>
              <span className={css['books']}>
                {one.beforeTitle} → {one.afterTitle}
              </span>
              <span>{t(`state.${one.state}`)}</span>
              <span className={css['quiet']}>
                {one.from} – {plusMonths(one.to, -1)}
              </span>
              <span className={css['quiet']}>
                {t('asked', { name: one.askedBy, at: fullMoment(one.askedAt, shop.zone).slice(0, 16) })}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
};
