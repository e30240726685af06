import { useRef, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, DatePicker, Progress, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useLanguage } from '@/shared/i18n/language';
import { useMay, useShop } from '@/shared/session';
import { dayKey } from '@/shared/time/format';
import { useNow } from '@/shared/time/now';
import { Page, Section } from '@/shared/ui/page';
import { NoRight, State } from '@/shared/ui/states';
import { ShiftsTabs } from '../shifts-tabs';
import css from '../shifts.module.css';
import { useText } from '../text';
import { TrialOutcome } from './trial-outcome';
import type { TrialDay } from './wire';

type Title = { zh: string; en: string };
type Preset = { name: string; title: Title; isSound: boolean; sections: string[] };
type Book = { id: string; title: Title; version: number; state: string };
type Run = { done: TrialDay[]; total: number; running: boolean; problem: string | null };

const mostDays = 7;

/** Past days of this shop under the book in force and another: who waits, who is lost, who gets how many. */
export const TrialPage = () => {
  const t = useText();
  const may = useMay('reception.routing.edit');
  return (
    <Page title={t('trialTitle')} subtitle={t('trialHint')}>
      <ShiftsTabs />
      {may ? <Trial /> : <NoRight right={t('trialRight')} />}
    </Page>
  );
};

const Trial = () => {
  const t = useText();
  const shop = useShop();
  const stopped = useRef(false);
  // The shop's day, wherever the browser stands.
  const today = dayjs(dayKey(useNow(), shop.zone));
  const yesterday = today.subtract(1, 'day');
  const [period, setPeriod] = useState<[Dayjs, Dayjs]>([yesterday, yesterday]);
  const [against, setAgainst] = useState<string>();
  const [run, setRun] = useState<Run>();
  const choices = useChoices();
  const days = Array.from({ length: period[1].diff(period[0], 'day') + 1 }, (_, n) =>
    period[0].add(n, 'day').format('YYYY-MM-DD'),
  );
  const start = async () => {
    stopped.current = false;
    const done: TrialDay[] = [];
    setRun({ done, total: days.length, running: true, problem: null });
    const books = against === undefined ? ['in-force'] : ['in-force', against];
    for (const day of days) {
      try {
        const body = { shop: shop.id, day, books };
        done.push(await api.post<TrialDay>('/api/reception/routing/trial', body, { timeoutMs: 90_000 }));
      } catch (error) {
        setRun({
          done: [...done],
          total: days.length,
          running: false,
          problem: t('trialFailed', { day, why: toProblem(error).detail }),
        });
        return;
      }
      setRun({
        done: [...done],
        total: days.length,
        running: done.length < days.length && !stopped.current,
        problem: null,
      });
      if (stopped.current) return;
    }
  };
  return (
    <>
      <Section>
        <div className={css['line']}>
          <DatePicker.RangePicker
            aria-label={t('trialDays')}
            value={period}
            allowClear={false}
            disabledDate={(date) => !date.isBefore(today, 'day')}
            onChange={(some) => {
              if (some?.[0] && some[1]) setPeriod([some[0], some[1]]);
            }}
          />
          <Select
            style={{ width: 240, maxWidth: '100%' }}
            aria-label={t('trialAgainst')}
            placeholder={t('trialAgainst')}
            value={against}
            onChange={setAgainst}
            options={choices}
            showSearch={{ optionFilterProp: 'label' }}
          />
          <Button
            type="primary"
            disabled={against === undefined || days.length > mostDays}
            loading={run?.running === true}
            onClick={() => void start()}
          >
            {t('trialRun')}
          </Button>
          {run?.running === true && (
            <Button
              onClick={() => {
                stopped.current = true;
              }}
            >
              {t('trialStop')}
            </Button>
          )}
        </div>
        <p className={css['hint']}>{days.length > mostDays ? t('trialTooLong', { n: mostDays }) : t('trialExplain')}</p>
        {run?.running === true && (
          <div role="status">
            <Progress percent={Math.round((run.done.length * 100) / run.total)} size="small" />
            {t('trialProgress', { done: run.done.length, total: run.total })}
          </div>
        )}
      </Section>
      {run?.problem != null && <Alert type="error" showIcon title={run.problem} />}
      {run === undefined ? (
        <State title={t('trialEmptyTitle')} text={t('trialEmptyText')} />
      ) : run.done.some((day) => day.buyers > 0) ? (
        <TrialOutcome days={run.done} />
      ) : (
        !run.running && run.problem === null && <State title={t('trialNobodyTitle')} text={t('trialNobodyText')} />
      )}
    </>
  );
};

const useChoices = () => {
  const t = useText();
  const spoken = useLanguage();
  const presets = useQuery({
    queryKey: ['rules', 'presets'],
    queryFn: ({ signal }) => api.get<{ presets: Preset[] }>('/api/rules/presets', { signal }),
    staleTime: Infinity,
  });
  const books = useQuery({
    queryKey: ['routing-trial', 'books'],
    queryFn: ({ signal }) => api.get<{ books: Book[] }>('/api/rules/books', { query: { limit: 50 }, signal }),
  });
  const title = (words: Title) => (spoken === 'en' ? words.en : words.zh);
  const own = (books.data?.books ?? [])
    .filter((book) => book.state !== 'withdrawn')
    .map((book) => ({ value: book.id, label: `${title(book.title)}${book.version > 0 ? ` ${book.version}` : ''}` }));
  return [
    ...(own.length > 0 ? [{ label: t('trialOwn'), options: own }] : []),
    {
      label: t('trialPresets'),
      options: (presets.data?.presets ?? [])
        .filter((preset) => preset.isSound)
        .map((preset) => ({ value: `preset:${preset.name}`, label: title(preset.title) })),
    },
  ];
};
