import type { Colleague, Draft, Head, Message, Named, ReadMark, ReceptionSettings, Scope, Snapshot } from './wire';

/** One conversation as the list knows it. `n` is the feed number its head was last told with; older word never wins. */
export type Entry = { head: Head; n: number; read: ReadMark; draft: Draft | null };

export type Told = { message: Message; n: number };

/** The part of a conversation's record that is loaded, in order of `seq`, without holes. */
export type Thread = {
  messages: readonly Told[];
  hasOlder: boolean;
  /** Loaded from the server at least once; before that only what the feed told is here. */
  isLoaded: boolean;
  /** The feed skipped numbers (a conversation that was not on screen): what lies between must be fetched. */
  hasHole: boolean;
  reads: Readonly<Record<string, number>>;
};

/** All that the feed changes. Pure data: snapshot, then `applyEvents`. */
export type View = {
  n: number;
  epoch: string;
  shop: { id: string; name: string; zone: string };
  me: Named;
  scope: Scope;
  settings: ReceptionSettings;
  hasMore: boolean;
  entries: ReadonlyMap<string, Entry>;
  threads: ReadonlyMap<string, Thread>;
  people: readonly Colleague[];
};

const unread: ReadMark = { seq: 0, buyerCount: 0 };

export const fromSnapshot = (snapshot: Snapshot, kept: ReadonlyMap<string, Thread> = new Map()): View => ({
  n: snapshot.n,
  epoch: snapshot.epoch,
  shop: snapshot.shop,
  me: snapshot.me,
  scope: snapshot.scope,
  settings: snapshot.settings ?? {},
  hasMore: snapshot.hasMore ?? false,
  entries: new Map(
    snapshot.conversations.map(({ head, read, draft }) => [
      head.id,
      { head, n: snapshot.n, read: read ?? unread, draft: draft ?? null },
    ]),
  ),
  threads: kept,
  people: snapshot.people,
});

export const entryOf = (head: Head, n: number, read: ReadMark | null = null, draft: Draft | null = null): Entry => ({
  head,
  n,
  read: read ?? unread,
  draft,
});

/** Buyer messages this person has not read. */
export const unreadOf = (entry: Entry): number => Math.max(0, entry.head.buyerCount - entry.read.buyerCount);

export const emptyThread: Thread = { messages: [], hasOlder: true, isLoaded: false, hasHole: false, reads: {} };
