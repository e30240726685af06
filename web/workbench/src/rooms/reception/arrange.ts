import { unreadOf, type Entry } from './state';
import type { ReceptionSettings } from './wire';

export type Filter = 'mine' | 'queue' | 'all' | 'closed';

/** A buyer of mine is waiting for an answer. */
export const waitsForMe = (entry: Entry, me: string): boolean =>
  entry.head.state === 'open' && entry.head.assignee?.id === me && entry.head.waitingSince !== null;

export const isIn = (entry: Entry, filter: Filter, me: string): boolean => {
  const { state, assignee } = entry.head;
  switch (filter) {
    case 'mine':
      return state !== 'closed' && assignee?.id === me;
    case 'queue':
      return state === 'waiting';
    case 'all':
      return state !== 'closed';
    case 'closed':
      return state === 'closed';
  }
};

export type Sift = { filter: Filter; tag: string | null; words: string };

const fits = (entry: Entry, { tag, words }: Sift): boolean => {
  const { head } = entry;
  if (tag !== null && !head.tags.includes(tag)) return false;
  if (words === '') return true;
  const text = `${head.buyer.name} ${head.buyer.note ?? ''} ${head.lastText} ${head.tags.join(' ')} ${head.product?.title ?? ''} ${head.number}`;
  return text.toLowerCase().includes(words.toLowerCase());
};

export type Arranged = { waiting: string[]; rest: string[] };

/**
 * Who waits stands on top, longest first: for me (or, in the queue and in "all", for anybody). What is put aside comes
 * last, by the moment it returns. Everything else by the last word.
 */
export const arrange = (entries: Iterable<Entry>, sift: Sift, me: string): Arranged => {
  const waiting: Entry[] = [];
  const rest: Entry[] = [];
  for (const entry of entries) {
    if (!isIn(entry, sift.filter, me) || !fits(entry, sift)) continue;
    const waits =
      sift.filter === 'mine'
        ? waitsForMe(entry, me)
        : entry.head.state !== 'snoozed' && entry.head.waitingSince !== null;
    (waits && sift.filter !== 'closed' ? waiting : rest).push(entry);
  }
  waiting.sort(
    (a, b) => compare(a.head.waitingSince ?? '', b.head.waitingSince ?? '') || a.head.number - b.head.number,
  );
  rest.sort(
    (a, b) =>
      Number(a.head.state === 'snoozed') - Number(b.head.state === 'snoozed') ||
      (a.head.state === 'snoozed'
        ? compare(a.head.snoozedUntil ?? '', b.head.snoozedUntil ?? '')
        : compare(b.head.lastAt, a.head.lastAt)) ||
      b.head.number - a.head.number,
  );
  return { waiting: waiting.map((entry) => entry.head.id), rest: rest.map((entry) => entry.head.id) };
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export type Counts = { mine: number; queue: number; all: number; unread: number; late: number };

export const count = (entries: Iterable<Entry>, me: string, limits: WaitLimits, now: number): Counts => {
  const counts: Counts = { mine: 0, queue: 0, all: 0, unread: 0, late: 0 };
  for (const entry of entries) {
    const { head } = entry;
    if (head.state === 'closed') continue;
    counts.all += 1;
    if (head.state === 'waiting') counts.queue += 1;
    if (head.assignee?.id === me) {
      counts.mine += 1;
      counts.unread += unreadOf(entry);
      if (waitsForMe(entry, me) && waitTone(head.waitingSince, limits, now) === 'red') counts.late += 1;
    }
  }
  return counts;
};

export type WaitTone = 'grey' | 'amber' | 'red';

export type WaitLimits = { amberSeconds: number | null; redSeconds: number | null };

export const waitLimits = (settings: ReceptionSettings): WaitLimits => {
  const redSeconds = settings.waitRedSeconds ?? null;
  return { redSeconds, amberSeconds: settings.waitAmberSeconds ?? (redSeconds === null ? null : redSeconds / 2) };
};

/** Grey, amber and red from the shop's limits (amber at half of red when it is left out); without limits it only counts. */
export const waitTone = (since: string | null, { amberSeconds, redSeconds }: WaitLimits, now: number): WaitTone => {
  if (since === null) return 'grey';
  const waited = (now - Date.parse(since)) / 1000;
  if (redSeconds !== null && waited >= redSeconds) return 'red';
  return amberSeconds !== null && waited >= amberSeconds ? 'amber' : 'grey';
};

/** The one after (or before) the selected in the list as shown, without running over the ends. */
export const step = (order: readonly string[], selected: string | null, by: 1 | -1): string | null => {
  const at = selected === null ? -1 : order.indexOf(selected);
  if (at < 0) return order.at(by === 1 ? 0 : -1) ?? null;
  return order[Math.min(order.length - 1, Math.max(0, at + by))] ?? null;
};

/** Where "next waiting" goes: the longest wait that is not on screen. */
export const nextWaiting = (arranged: Arranged, selected: string | null): string | null =>
  arranged.waiting.find((id) => id !== selected) ?? null;
