import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useSearchParams } from 'react-router';
import { api } from '@/shared/api/client';
import { sharedText } from '@/shared/i18n/shared-text';
import { useMay, useShop } from '@/shared/session';
import { dayKey } from '@/shared/time/format';
import { useMinute } from '@/shared/time/now';
import { Page, Section } from '@/shared/ui/page';
import { DayPicker } from '@/shared/ui/pickers';
import { Loading, LoadFailed, NoRight, State } from '@/shared/ui/states';
import { addDays } from '../roster/days';
import { ShiftsTabs } from '../shifts-tabs';
import css from '../shifts.module.css';
import { useText } from '../text';
import { Coming } from './coming';
import { PlanGrid } from './plan-grid';
import type { Plan } from './wire';

/** One page to plan a day (SHIFT-13): who is on, which weight gives which part of each hour, and how many are expected. */
export const PlanPage = () => {
  const t = useText();
  const shop = useShop();
  const may = useMay('reception.routing.edit');
  const today = dayKey(useMinute(), shop.zone);
  const [search, setSearch] = useSearchParams();
  const day = /^\d{4}-\d{2}-\d{2}$/.test(search.get('day') ?? '') ? search.get('day')! : addDays(today, 1);
  const plan = useQuery({
    queryKey: ['traffic-plan', shop.id, day],
    queryFn: ({ signal }) => api.get<Plan>('/api/reception/routing/plan', { query: { shop: shop.id, day }, signal }),
    placeholderData: (before) => before,
    enabled: may && shop.id !== '',
  });
  const go = (to: string) => setSearch({ day: to }, { replace: true });
  if (!may)
    return (
      <Page title={t('planTitle')}>
        <NoRight right={t('planRight')} />
      </Page>
    );
  return (
    <Page title={t('planTitle')} subtitle={t('planHint')}>
      <ShiftsTabs />
      <div className={css['bar']}>
        <Button icon={<LeftOutlined />} aria-label={t('dayBefore')} onClick={() => go(addDays(day, -1))} />
        <DayPicker label={t('planDay')} value={day} onChange={go} />
        <Button icon={<RightOutlined />} aria-label={t('dayAfter')} onClick={() => go(addDays(day, 1))} />
        <Button onClick={() => go(addDays(day, 7))}>{t('weekAfter')}</Button>
      </div>
      {plan.isPending && <Loading rows={10} />}
      {plan.isError && plan.data === undefined && <LoadFailed error={plan.error} onRetry={() => void plan.refetch()} />}
      {plan.data !== undefined &&
        (plan.data.people.length === 0 ? (
          <State title={t('planEmpty')} text={t('planEmptyText')} />
        ) : (
          <>
            <p className={css['hint']}>
              {plan.data.based.length === 0
                ? t('planNoForecast')
                : t('planForecast', { days: plan.data.based.join(sharedText('listMark')) })}
            </p>
            <Section title={t('planGrid', { day: plan.data.day })}>
              <PlanGrid plan={plan.data} />
            </Section>
            <Coming plan={plan.data} />
          </>
        ))}
    </Page>
  );
};
