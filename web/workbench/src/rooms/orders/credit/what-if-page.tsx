import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Select, Table } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '@/shared/api/client';
import { useLanguage } from '@/shared/i18n/language';
import { useMay, useShop } from '@/shared/session';
import { Page, Section } from '@/shared/ui/page';
import { LoadFailed, Loading, NoRight } from '@/shared/ui/states';
import { money } from '../order-columns';
import css from '../orders.module.css';
import { RoomTabs } from './room-tabs';
import { useCreditText } from './text';
import { usePeriods } from './use-periods';
import type { WhatIf } from './wire';

type Preset = { name: string; title: { zh: string; en: string }; sections: string[] };
type Draft = { id: string; title: { zh: string; en: string }; version: number; state: string };
type Asked = { month: string; preset?: string; text?: string };

/** A month under another book: who would get more or less, before anybody publishes it. Nothing is stored. */
export const WhatIfPage = () => {
  const t = useCreditText();
  const mayRead = useMay('orders.order.read-all');
  const shop = useShop();
  const tried = useMutation({
    mutationFn: (asked: Asked) =>
      api.post<WhatIf>('/api/orders/credits/whatif', { shop: shop.id, ...asked }, { timeoutMs: 120_000 }),
  });
  return (
    <Page title={t('whatIf')}>
      <RoomTabs />
      {!mayRead ? (
        <NoRight right={t('rightAll')} />
      ) : (
        <>
          <Section>
            <p className={css['quiet']}>{t('whatIfText')}</p>
            <Ask busy={tried.isPending} onAsk={(asked) => tried.mutate(asked)} />
          </Section>
          {tried.isPending && <Loading />}
          {tried.isError && <LoadFailed error={tried.error} onRetry={() => tried.reset()} />}
          {tried.isSuccess && <Result result={tried.data} />}
        </>
      )}
    </Page>
  );
};

const Ask = ({ busy, onAsk }: { busy: boolean; onAsk: (asked: Asked) => void }) => {
  const t = useCreditText();
  const spoken = useLanguage();
  const months = usePeriods(undefined, true).data?.months.map((period) => period.month) ?? [];
  const presets = useQuery({
    queryKey: ['rules', 'presets'],
    queryFn: ({ signal }) => api.get<{ presets: Preset[] }>('/api/rules/presets', { signal }),
    staleTime: Infinity,
  });
  const books = useQuery({
    queryKey: ['orders', 'books'],
    queryFn: ({ signal }) => api.get<{ books: Draft[] }>('/api/rules/books', { query: { limit: 50 }, signal }),
  });
  const [month, setMonth] = useState<string | null>(null);
  const [book, setBook] = useState<string | null>(null);
  const say = (words: { zh: string; en: string }) => (spoken === 'en' ? words.en : words.zh);
  const chosen = month ?? months[0] ?? null;
  const ask = async () => {
    if (chosen === null || book === null) return;
    const [kind, name = ''] = book.split(' ');
    if (kind === 'preset') return onAsk({ month: chosen, preset: name });
    const detail = await api.get<{ text: string }>(`/api/rules/books/${name}`);
    onAsk({ month: chosen, text: detail.text });
  };
  return (
    <div className={css['tools']}>
      <Select
        className={css['month'] ?? ''}
        aria-label={t('month')}
        placeholder={t('month')}
        value={chosen}
        onChange={setMonth}
        options={months.map((value) => ({ value, label: value }))}
      />
      <Select
        className={css['search'] ?? ''}
        aria-label={t('book')}
        placeholder={t('book')}
        value={book}
        onChange={setBook}
        options={[
          {
            label: t('ownBooks'),
            options: (books.data?.books ?? []).map((line) => ({ value: `book ${line.id}`, label: say(line.title) })),
          },
          {
            label: t('presets'),
            options: (presets.data?.presets ?? [])
              .filter((preset) => preset.sections.includes('attribution'))
              .map((preset) => ({ value: `preset ${preset.name}`, label: say(preset.title) })),
          },
        ]}
      />
      <Button
        type="primary"
        loading={busy}
        disabled={chosen === null || book === null}
        onClick={() => void ask().catch(() => undefined)}
      >
        {t('tryIt')}
      </Button>
    </div>
  );
};

type Shift = WhatIf['people'][number];
type Moved = WhatIf['moved'][number];

const Result = ({ result }: { result: WhatIf }) => {
  const t = useCreditText();
  const spoken = useLanguage();
  const who = (shift: Shift) =>
    shift.who === 'silent' ? t('silentTotal') : shift.who === 'undecided' ? t('undecidedTotal') : (shift.name ?? '—');
  return (
    <>
      <Section title={t('whatIfResult', { orders: result.orders, changed: result.changed })}>
        <Table<Shift>
          size="small"
          rowKey="who"
          pagination={false}
          scroll={{ x: 700 }}
          dataSource={result.people}
          columns={[
            { title: t('whose'), key: 'who', render: (_, shift) => who(shift) },
            { title: t('ordersBefore'), key: 'ob', align: 'right', render: (_, s) => s.before.orders },
            { title: t('ordersAfter'), key: 'oa', align: 'right', render: (_, s) => s.after.orders },
            { title: t('amountBefore'), key: 'ab', align: 'right', render: (_, s) => money(s.before.amount) },
            { title: t('amountAfter'), key: 'aa', align: 'right', render: (_, s) => money(s.after.amount) },
            {
              title: t('difference'),
              dataIndex: 'difference',
              align: 'right',
              render: (fen: number) => <b>{fen > 0 ? `+${money(fen)}` : money(fen)}</b>,
            },
          ]}
        />
      </Section>
      {result.moved.length > 0 && (
        <Section title={t('movedOrders', { n: result.moved.length })}>
          <Table<Moved>
            size="small"
            rowKey="orderId"
            pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
            scroll={{ x: 760 }}
            dataSource={result.moved}
            columns={[
              {
                title: t('order'),
                dataIndex: 'orderId',
                width: 170,
                render: (id: string) => <Link to={`/orders/${encodeURIComponent(id)}`}>{id}</Link>,
              },
              { title: t('before'), key: 'b', width: 110, render: (_, m) => <Basis said={m.before} /> },
              { title: t('after'), key: 'a', width: 110, render: (_, m) => <Basis said={m.after} /> },
              { title: t('why'), key: 'why', render: (_, m) => (spoken === 'en' ? m.en : m.zh) },
            ]}
          />
        </Section>
      )}
    </>
  );
};

const Basis = ({ said }: { said: string | null }) => {
  const t = useCreditText();
  if (said === null) return <span className={css['quiet']}>—</span>;
  if (said === 'undecided') return <span className={css['undecided']}>{t('undecidedTotal')}</span>;
  if (said.startsWith('silent')) return <span className={css['quiet']}>{t('silentTotal')}</span>;
  return <>{said}</>;
};
