import { useState } from 'react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { Link } from 'react-router';
import { api } from '@/shared/api/client';
import { useSharedText } from '@/shared/i18n/shared-text';
import { fullMoment } from '@/shared/time/format';
import { useZone } from '@/shared/time/use-zone';
import { Section } from '@/shared/ui/page';
import { Loading, LoadFailed } from '@/shared/ui/states';
import css from './dossier.module.css';
import { Source } from './source';
import { useText } from './text';

type Kind =
  'callback' | 'care' | 'consent' | 'conversation' | 'fact' | 'greeting' | 'join' | 'order' | 'promise' | 'suggestion';
type Entry = {
  kind: Kind;
  at: string;
  id: string;
  text: string | null;
  state: string | null;
  conversation: string | null;
  seq: number | null;
};
type Page = { entries: Entry[]; next: string | null; kinds: Kind[] };

/** Everything with this customer, newest first; what the reader may not see is left out by the server. */
export const Timeline = ({ buyer }: { buyer: string }) => {
  const t = useText();
  const shared = useSharedText();
  const zone = useZone();
  const [kind, setKind] = useState<Kind | ''>('');
  const found = useInfiniteQuery({
    queryKey: ['timeline', buyer, kind],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page>(`/api/shop/buyers/${buyer}/timeline`, {
        query: { kind: kind || undefined, before: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
  });
  const entries = found.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <Section
      title={t('timeline')}
      actions={
        <Select<Kind | ''>
          size="small"
          className={css['kinds'] ?? ''}
          aria-label={t('kind')}
          value={kind}
          onChange={setKind}
          options={[
            { value: '', label: t('allKinds') },
            ...(found.data?.pages[0]?.kinds ?? []).map((value) => ({ value, label: t(`entry-${value}`) })),
          ]}
        />
      }
    >
      {found.isPending && <Loading rows={4} />}
      {found.isError && <LoadFailed error={found.error} onRetry={() => void found.refetch()} />}
      {found.data !== undefined && entries.length === 0 && <span className={css['quiet']}>{t('emptyTimeline')}</span>}
      <ul className={css['list']}>
        {entries.map((entry) => (
          <li key={`${entry.kind} ${entry.id}`}>
            <span className={css['kind']}>{t(`entry-${entry.kind}`)}</span>
            <span className={css['words']}>{entry.text ?? (entry.kind === 'fact' ? t('masked') : '')}</span>{' '}
            <StateWord entry={entry} />
            <div className={css['quiet']}>
              {fullMoment(entry.at, zone)} <Way entry={entry} />
            </div>
          </li>
        ))}
      </ul>
      {found.hasNextPage && (
        <div className={css['more']}>
          <Button size="small" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {shared('more')}
          </Button>
        </div>
      )}
    </Section>
  );
};

/** A room's word for how it stands; where the shop named it, it is shown as it is. */
const words = {
  callback: { reached: 'call-reached', missed: 'call-missed', skipped: 'call-skipped', declined: 'call-declined' },
  care: { reached: 'call-reached', missed: 'call-missed', skipped: 'call-skipped', declined: 'call-declined' },
  consent: { given: 'given', withdrawn: 'withdrawn' },
  conversation: { open: 'talkOpen', closed: 'talkClosed' },
  fact: {},
  greeting: {
    sent: 'greetingSent',
    open: 'greetingOpen',
    reached: 'call-reached',
    missed: 'call-missed',
    skipped: 'call-skipped',
    declined: 'greetingDeclined',
  },
  join: { joined: 'joined', split: 'split' },
  order: {
    unpaid: 'orderUnpaid',
    paid: 'orderPaid',
    shipped: 'orderShipped',
    signed: 'orderSigned',
    success: 'orderDone',
    closed: 'orderClosed',
  },
  promise: { open: 'promiseOpen', kept: 'promiseKept', broken: 'promiseBroken', withdrawn: 'promiseWithdrawn' },
  suggestion: { open: 'state-open', answered: 'state-answered', done: 'state-done', declined: 'state-declined' },
} as const;

type Word = { [K in Kind]: (typeof words)[K][keyof (typeof words)[K]] }[Kind];

const StateWord = ({ entry }: { entry: Entry }) => {
  const t = useText();
  if (entry.state === null) return null;
  const known: Readonly<Record<string, Word>> = words[entry.kind];
  const word = known[entry.state];
  return <span className={css['quiet']}>{word === undefined ? entry.state : t(word)}</span>;
};

const Way = ({ entry }: { entry: Entry }) => {
  if (entry.kind === 'order') return <Link to={`/orders/${encodeURIComponent(entry.id)}`}>{entry.id}</Link>;
  return <Source conversation={entry.conversation} seq={entry.seq} />;
};
