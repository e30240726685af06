import { useState } from 'react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Segmented, Select } from 'antd';
import { api } from '@/shared/api/client';
import { useLanguage } from '@/shared/i18n/language';
import { useMay, useShop } from '@/shared/session';
import { Section } from '@/shared/ui/page';
import { LoadFailed, NoRight } from '@/shared/ui/states';
import { ByPerson, EveryFigure } from './before-after';
import { days, type Period } from './period';
import css from './reports.module.css';
import { useText } from './text';
import type { Pair, Recount } from './wire';

type Preset = { name: string; title: { zh: string; en: string }; isSound: boolean };
type Draft = { id: string; title: { zh: string; en: string }; state: string };

const mostDays = 31;
const main = new Set([
  'agent_sales',
  'agent_orders',
  'silent_sales',
  'undecided_sales',
  'conversion_final',
  'average_response',
  'three_minute_rate',
]);

/** The period under another book: before and after per person. Nothing is stored. */
export const WhatIf = ({ period }: { period: Period }) => {
  const t = useText();
  const shop = useShop();
  const language = useLanguage();
  const mayAll = useMay('metrics.figure.read-all');
  const [chosen, setChosen] = useState<string>();
  const presets = useQuery({
    queryKey: ['rules', 'presets'],
    queryFn: ({ signal }) => api.get<{ presets: Preset[] }>('/api/rules/presets', { signal }),
    staleTime: Infinity,
  });
  const books = useQuery({
    queryKey: ['metrics', 'drafts'],
    queryFn: ({ signal }) => api.get<{ books: Draft[] }>('/api/rules/books', { query: { limit: 50 }, signal }),
  });
  const run = useMutation({
    mutationFn: async (name: string) => {
      const body = { shop: shop.id, from: period.from, to: period.to };
      const [kind, id] = name.split(':', 2) as [string, string];
      const book =
        kind === 'preset' ? { preset: id } : { text: (await api.get<{ text: string }>(`/api/rules/books/${id}`)).text };
      return api.post<Recount>('/api/metrics/figures/recount', { ...body, ...book }, { timeoutMs: 120_000 });
    },
  });
  if (!mayAll) return <NoRight right={t('rightAll')} />;
  const isLong = days(period).length > mostDays;
  const title = (words: { zh: string; en: string }) => (language === 'en' ? words.en : words.zh);
  return (
    <>
      <Section>
        <p className={css['hint']}>{isLong ? t('bookTooLong') : t('bookHint')}</p>
        <div className={css['tools']}>
          <Select
            className={css['choose'] ?? ''}
            aria-label={t('bookChoose')}
            placeholder={t('bookChoose')}
            value={chosen}
            onChange={setChosen}
            options={[
              {
                label: t('draft'),
                options: (books.data?.books ?? []).map((one) => ({ value: `book:${one.id}`, label: title(one.title) })),
              },
              {
                label: t('preset'),
                options: (presets.data?.presets ?? [])
                  .filter((one) => one.isSound)
                  .map((one) => ({ value: `preset:${one.name}`, label: title(one.title) })),
              },
            ]}
          />
          <Button
            type="primary"
            disabled={chosen === undefined || isLong}
            loading={run.isPending}
            onClick={() => chosen !== undefined && run.mutate(chosen)}
          >
            {t('bookRun')}
          </Button>
        </div>
      </Section>
      {run.isError && <LoadFailed error={run.error} onRetry={() => chosen !== undefined && run.mutate(chosen)} />}
      {run.data !== undefined && <Differences recount={run.data} />}
    </>
  );
};

const Differences = ({ recount }: { recount: Recount }) => {
  const t = useText();
  const [which, setWhich] = useState<'main' | 'all'>('main');
  const names = new Map(recount.scopes.map((scope) => [scope.scope, scope.name]));
  const shown = recount.differences
    .filter((one) => which === 'all' || main.has(one.metric))
    .sort((a, b) => weight(b) - weight(a));
  return (
    <Section
      title={recount.book}
      actions={
        <Segmented
          size="small"
          value={which}
          onChange={setWhich}
          options={[
            { value: 'main' as const, label: t('bookMain') },
            { value: 'all' as const, label: t('bookAll') },
          ]}
        />
      }
    >
      {shown.length === 0 ? (
        <p className={css['hint']}>{t('bookSame')}</p>
      ) : which === 'main' ? (
        <ByPerson pairs={shown} names={names} />
      ) : (
        <EveryFigure pairs={shown} names={names} />
      )}
    </Section>
  );
};

/** Money first, the largest change on top. */
const weight = (pair: Pair): number =>
  (pair.metric.endsWith('_sales') ? 1e9 : 0) + Math.abs((pair.afterNumerator ?? 0) - (pair.beforeNumerator ?? 0));
