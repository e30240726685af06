import type { ReactNode } from 'react';
import { useLanguage } from '@/shared/i18n/language';
import { sharedText } from '@/shared/i18n/shared-text';
import { fullMoment } from '@/shared/time/format';
import { useZone } from '@/shared/time/use-zone';
import { Judge } from './credit/refunds-page';
import { useCreditText } from './credit/text';
import type { OrderEvent } from './credit/wire';
import { ReviewMoment } from './credit/review-moment';
import { money } from './order-columns';
import css from './orders.module.css';
import { useText } from './text';
import type { OrderChange, OrderDetail } from './wire';

type Moment = { at: string; key: string; tone?: 'main' | 'money' | 'won' | 'lost'; what: ReactNode };

const columnNames = {
  buyer: 'buyer',
  status_said: 'status',
  paid_at: 'paidAt',
  shipped_at: 'shippedAt',
  signed_at: 'signedAt',
  amount: 'amount',
  postage: 'postage',
  paid: 'paid',
  refunded: 'refunded',
  title: 'title',
  quantity: 'quantity',
  buyer_message: 'buyerMessage',
  seller_note: 'sellerNote',
  flag: 'flag',
  close_reason: 'closeReason',
} as const;

/** Everything that is known of an order in the order in which it happened, and what each import said anew. */
export const Timeline = ({ detail }: { detail: OrderDetail }) => {
  const t = useText();
  const zone = useZone();
  return (
    <ol className={css['timeline']}>
      {useMoments(detail).map((moment) => (
        <li key={moment.key} data-tone={moment.tone}>
          <div>{moment.what}</div>
          <div className={css['moment']}>{moment.at === '' ? t('noTime') : fullMoment(moment.at, zone)}</div>
        </li>
      ))}
    </ol>
  );
};

const useMoments = ({
  order,
  refunds,
  changes,
  decisions,
  events,
  brought,
  reviews,
  createdAt,
  fileName,
}: OrderDetail): Moment[] => {
  const t = useText();
  const credit = useCreditText();
  const spoken = useLanguage();
  const moments: Moment[] = [{ at: order.placedAt, key: 'placed', tone: 'main', what: t('placed') }];
  const add = (at: string | null, moment: Omit<Moment, 'at'>) => {
    if (at !== null) moments.push({ at, ...moment });
  };
  add(order.paidAt, { key: 'paid', tone: 'main', what: t('paidEvent', { amount: money(order.paid) }) });
  add(order.shippedAt, { key: 'shipped', what: t('shippedEvent') });
  add(order.signedAt, { key: 'signed', what: t('signedEvent') });
  add(order.closedAt, { key: 'closed', what: t('closedEvent') });
  for (const refund of refunds) {
    const amount = money(refund.amount);
    const why = [
      refund.reasonPlatform,
      refund.responsibleSaid === null ? null : t('responsible', { who: refund.responsibleSaid }),
    ]
      .filter((part) => part !== null)
      .join(' · ');
    add(refund.appliedAt, {
      key: `applied ${refund.refundId}`,
      tone: 'money',
      what: (
        <>
          {t('appliedFor', { amount })}
          {why !== '' && <div className={css['quiet']}>{why}</div>}
        </>
      ),
    });
    add(refund.succeededAt, {
      key: `refunded ${refund.refundId}`,
      tone: 'money',
      what: (
        <>
          {t('succeededFor', { amount })} <Judge refund={refund.refundId} value={refund.responsible} />
          {refund.decidedBy !== null && <span className={css['quiet']}> {refund.decidedBy}</span>}
        </>
      ),
    });
  }
  const decision = decisions[0];
  for (const part of decision?.credits ?? []) {
    add(part.at, {
      key: `won ${part.person ?? part.basis}`,
      tone: 'won',
      what: credit('won', { name: part.name ?? '—' }),
    });
  }
  for (const loser of decision?.losers ?? []) {
    const why = spoken === 'en' ? loser.en : loser.zh;
    add(loser.at, {
      key: `lost ${loser.person}`,
      tone: 'lost',
      what: credit('lost', { name: loser.name ?? loser.person, why }),
    });
  }
  for (const act of events) {
    add(act.at, { key: act.id, what: <Act act={act} /> });
  }
  for (const act of brought) {
    add(act.at, { key: `brought ${act.id}`, what: <Act act={act} /> });
  }
  for (const review of reviews) {
    add(review.at, { key: `review ${review.at}`, what: <ReviewMoment order={order.orderId} review={review} /> });
    if (review.changedTo !== null)
      add(review.changedAt, {
        key: `review changed ${review.at}`,
        what: credit('reviewChanged', { rating: credit(`rating_${review.changedTo}`) }),
      });
  }
  if (fileName !== null) add(createdAt, { key: 'created', what: t('importedFrom', { file: fileName }) });
  for (const change of changes) {
    add(change.at, { key: `change ${change.version}`, what: <Change change={change} /> });
  }
  return moments.sort((a, b) => a.at.localeCompare(b.at));
};

const acts = [
  'unflagged',
  'note_changed',
  'reminded',
  'chased_buyer',
  'chased_internal',
  'verified',
  'list_sent',
  'closed_for_buyer',
  'wrong_goods',
  'reorder_linked',
] as const;

const Act = ({ act }: { act: OrderEvent }) => {
  const t = useCreditText();
  const known = acts.find((kind) => kind === act.event);
  const what =
    act.event === 'flagged'
      ? t('event_flagged', { detail: act.detail ?? '' })
      : known === undefined
        ? act.event
        : t(`event_${known}`);
  return (
    <>
      {act.name === null ? what : t('eventBy', { name: act.name, what })}
      {act.detail !== null && act.event !== 'flagged' && <div className={css['quiet']}>{act.detail}</div>}
    </>
  );
};

const Change = ({ change }: { change: OrderChange }) => {
  const t = useText();
  const zone = useZone();
  const say = (column: string, value: string | number | null) => {
    if (value === null || value === '') return t('empty');
    if (column.endsWith('_at')) return fullMoment(new Date(Number(value)).toISOString(), zone);
    if (['amount', 'postage', 'paid', 'refunded'].includes(column)) return money(Number(value));
    return String(value);
  };
  const lines = Object.entries(columnNames).flatMap(([column, name]) => {
    const pair = change.changes[column];
    return pair === undefined ? [] : [{ name: t(name), before: say(column, pair[0]), after: say(column, pair[1]) }];
  });
  return (
    <>
      {t('changedBy', {
        file: change.fileName ?? '—',
        fields: lines.map((line) => line.name).join(sharedText('listMark')),
      })}
      {lines.map((line) => (
        <div key={line.name} className={css['quiet']}>
          {t('change', { field: line.name, before: line.before, after: line.after })}
        </div>
      ))}
    </>
  );
};
