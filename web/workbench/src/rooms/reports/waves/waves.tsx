import { useState } from 'react';
import { Segmented, Select } from 'antd';
import { useMay, useShop } from '@/shared/session';
import { dayKey } from '@/shared/time/format';
import { useNow } from '@/shared/time/now';
import { DayPicker } from '@/shared/ui/pickers';
import { Loading, LoadFailed, NoRight } from '@/shared/ui/states';
import { plusDays } from '../period';
import { useText } from './text';
import { useCampaigns, type Span } from './use-waves';
import { daysText } from './wave-value';
import { ExpectedWave } from './wave-expected';
import { PastWave } from './wave-past';
import css from './waves.module.css';
import type { Campaign } from './wire';

type Look = 'past' | 'next';

const weeks = [1, 2, 4, 8, 12];
const afters = [0, 7, 14, 30];
const own = 'own';

/** What buyers asked before, during and after a campaign, and the people the next one needs (CAMP-03). */
export const Waves = () => {
  const t = useText();
  const may = useMay(['metrics.figure.read-all', 'metrics.figure.read-team']);
  const campaigns = useCampaigns();
  if (!may) return <NoRight right={t('right')} />;
  if (campaigns.isPending) return <Loading rows={8} />;
  if (campaigns.isError) return <LoadFailed error={campaigns.error} onRetry={() => void campaigns.refetch()} />;
  return <Board campaigns={campaigns.data} />;
};

const Board = ({ campaigns }: { campaigns: readonly Campaign[] }) => {
  const t = useText();
  const { zone } = useShop();
  const today = dayKey(useNow(), zone);
  const past = campaigns.filter((one) => one.from <= today);
  const coming = campaigns.filter((one) => one.from > today).toReversed();
  const [look, setLook] = useState<Look>('past');
  const [chosen, setChosen] = useState<Record<Look, string>>({ past: past[0]?.id ?? own, next: coming[0]?.id ?? own });
  const [days, setDays] = useState<Record<Look, { from: string; to: string }>>({
    past: { from: plusDays(today, -7), to: today },
    next: { from: plusDays(today, 7), to: plusDays(today, 10) },
  });
  const [before, setBefore] = useState(4);
  const [after, setAfter] = useState(14);
  const list = look === 'past' ? past : coming;
  const campaign = list.find((one) => one.id === chosen[look]);
  const { from, to } = campaign ?? days[look];
  const span: Span = { from, to, weeks: before, after };
  return (
    <>
      <div className={css['choose']}>
        <Segmented<Look>
          aria-label={t('look')}
          value={look}
          options={(['past', 'next'] as const).map((one) => ({ value: one, label: t(`look_${one}`) }))}
          onChange={setLook}
        />
        <Select
          className={css['campaign'] ?? ''}
          aria-label={t('campaign')}
          value={campaign?.id ?? own}
          showSearch={{ optionFilterProp: 'label' }}
          options={[
            ...list.map((one) => ({
              value: one.id,
              label: `${one.name} ${daysText(one.from, plusDays(one.to, -1))}`,
            })),
            { value: own, label: t('ownDays') },
          ]}
          onChange={(id) => setChosen({ ...chosen, [look]: id })}
        />
        {campaign === undefined && (
          <>
            <DayPicker
              label={t('from')}
              value={from}
              onChange={(day) => setDays({ ...days, [look]: { from: day, to: to > day ? to : plusDays(day, 1) } })}
            />
            <DayPicker
              label={t('last')}
              value={plusDays(to, -1)}
              least={from}
              onChange={(day) => setDays({ ...days, [look]: { from, to: plusDays(day, 1) } })}
            />
          </>
        )}
        <Select
          aria-label={t('weeks')}
          value={before}
          options={weeks.map((n) => ({ value: n, label: t('weeksOf', { n }) }))}
          onChange={setBefore}
        />
        <Select
          aria-label={t('after')}
          value={after}
          options={afters.map((n) => ({ value: n, label: t('afterOf', { n }) }))}
          onChange={setAfter}
        />
      </div>
      {look === 'past' ? <PastWave span={span} /> : <ExpectedWave span={span} />}
    </>
  );
};
