import type { PromiseLine } from './wire';

/** What the rule book promises whoever asks for a policy, worked out by the server for one conversation. */
export type Offer = {
  /** The policy of the book. */
  policy: string;
  what: string;
  /** The day, `2026-12-23`; null where none is known. */
  on: string | null;
  due: string | null;
  from: 'request' | 'order' | null;
  /** Where the time begins. */
  since: string | null;
  /** The buyer's newest order, which it is about. */
  order: string | null;
  /** Why there is no date: the book does not say from when, no such line, no order, or the day is over. */
  why: 'start' | 'request' | 'order' | 'past' | null;
};

/** May it be taken back with one press: one's own, recorded here, and the buyer has not been told. */
export const mayUndo = (promise: PromiseLine, conversation: string): boolean =>
  promise.isMine && promise.conversation === conversation && !promise.isTold;
