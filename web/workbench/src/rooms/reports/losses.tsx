import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { api } from '@/shared/api/client';
import { useShop } from '@/shared/session';
import { Section } from '@/shared/ui/page';
import { Loading } from '@/shared/ui/states';
import { LossRow } from './loss-row';
import { reasons } from './loss-reasons';
import type { Period } from './period';
import css from './reports.module.css';
import { TalkDrawer } from './talk-drawer';
import { useText } from './text';
import { useMembers } from './use-figures';
import { whole } from './value';
import type { Loss, Member } from './wire';

const shownFirst = 12;

export const useLosses = (period: Pick<Period, 'from' | 'to'>) => {
  const shop = useShop();
  const query = { shop: shop.id, from: period.from, to: period.to };
  return useQuery({
    queryKey: ['metrics', 'losses', query],
    queryFn: ({ signal }) => api.get<Loss[]>('/api/metrics/losses', { query, signal }),
  });
};

/** How often each reason was named, the most frequent first. */
export const ReasonBars = ({ said }: { said: readonly Loss[] }) => {
  const t = useText();
  const counts = reasons
    .map((reason) => ({ reason, n: said.filter((one) => one.reason === reason).length }))
    .filter(({ n }) => n > 0)
    .sort((a, b) => b.n - a.n);
  if (counts.length === 0) return null;
  return (
    <ul className={css['bars']} aria-label={t('reasonsTotal', { n: said.length })}>
      {counts.map(({ reason, n }) => (
        <li key={reason}>
          <span>{t(`reason_${reason}`)}</span>
          <span className={css['bar']}>
            <span className={css['fill']} style={{ width: `${(n / counts[0]!.n) * 100}%` }} />
          </span>
          <span className={css['number']}>{n}</span>
        </li>
      ))}
    </ul>
  );
};

/** Buyers who asked and did not buy, with the reason as whoever received them sees it. */
export const Losses = ({ scope, period }: { scope: string; period: Period }) => {
  const t = useText();
  const atInquiry = useMembers({ metric: 'lost_at_inquiry', set: 'shop', scope, name: '' }, period);
  const atPayment = useMembers({ metric: 'lost_at_payment', set: 'shop', scope, name: '' }, period);
  const said = useLosses(period);
  const [isAll, setAll] = useState(false);
  const [talk, setTalk] = useState<Member | null>(null);
  const known = new Map((said.data ?? []).map((one) => [`${one.day} ${one.buyer}`, one]));
  // The newest first: those one still remembers.
  const lost = [atPayment, atInquiry]
    .flatMap((list) => list.data?.pages.flatMap((page) => page.rows) ?? [])
    .sort((a, b) => b.day.localeCompare(a.day));
  const open = lost.filter((row) => !known.has(`${row.day} ${row.buyer ?? ''}`)).length;
  const more = [atPayment, atInquiry].find((list) => list.hasNextPage);
  const shown = isAll ? lost : lost.slice(0, shownFirst);
  return (
    <Section title={t('lost')}>
      {atInquiry.isPending || atPayment.isPending ? (
        <Loading rows={4} />
      ) : (
        <p className={css['hint']}>
          {lost.length === 0 ? t('lostNone') : t('lostHint')}
          {lost.length > 0 && ` ${t('lostOpen', { open: whole(open), n: whole(lost.length) })}`}
        </p>
      )}
      <ReasonBars said={said.data ?? []} />
      {shown.length > 0 && (
        <div className={css['scroll']}>
          <table className={css['rows']}>
            <thead>
              <tr>
                <th scope="col">{t('colDay')}</th>
                <th scope="col">{t('colBuyer')}</th>
                <th scope="col">{t('lostWhere')}</th>
                <th scope="col">{t('reason')}</th>
                <th scope="col">{t('lostNote')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <LossRow
                  key={`${row.day} ${row.buyer ?? ''} ${row.item ?? ''}`}
                  row={row}
                  said={known.get(`${row.day} ${row.buyer ?? ''}`)}
                  onTalk={setTalk}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {(lost.length > shownFirst || more !== undefined) && (
        <p className={css['more']}>
          <Button
            size="small"
            loading={more?.isFetchingNextPage === true}
            onClick={() => (isAll && more !== undefined ? void more.fetchNextPage() : setAll(!isAll))}
          >
            {isAll ? t(more === undefined ? 'fewer' : 'moreRows') : t('allOf', { n: whole(lost.length) })}
          </Button>
        </p>
      )}
      <TalkDrawer row={talk} onClose={() => setTalk(null)} />
    </Section>
  );
};
