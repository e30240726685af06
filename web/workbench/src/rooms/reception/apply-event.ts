import { emptyThread, entryOf, type Entry, type Thread, type Told, type View } from './state';
import type { FeedEvent, Head, Message, ReadMark, ThreadAnswer } from './wire';

type Draft = { entries: Map<string, Entry>; threads: Map<string, Thread> };

/** One event; see `applyEvents`. */
export const applyEvent = (view: View, event: FeedEvent): View => applyEvents(view, [event], event.n);

/**
 * A frame of events at once: the maps are copied once, however many there are. An event carries the whole state of what
 * it names, so hearing it twice, or after a fresher answer, changes nothing.
 */
export const applyEvents = (view: View, events: readonly FeedEvent[], to: number): View => {
  const draft: Draft = { entries: new Map(view.entries), threads: new Map(view.threads) };
  for (const event of events) if (event.n > view.n) applyTo(draft, event, view.me.id);
  return { ...view, n: Math.max(view.n, to), entries: draft.entries, threads: draft.threads };
};

const applyTo = (draft: Draft, event: FeedEvent, me: string): void => {
  switch (event.k) {
    case 'message':
    case 'message-changed':
      putHead(draft, event.head, event.n);
      putMessage(draft, event.message, event.n);
      return;
    case 'conversation':
      putHead(draft, event.head, event.n);
      return;
    case 'read':
      applyRead(draft, event, me);
      return;
    case 'draft': {
      const entry = draft.entries.get(event.c);
      // A version says when; the text that was sent leaves an empty one behind.
      if (entry !== undefined) {
        draft.entries.set(event.c, { ...entry, draft: { text: event.text, version: event.version } });
      }
      return;
    }
    case 'gone':
      draft.entries.delete(event.c);
      draft.threads.delete(event.c);
      return;
    default:
      return event satisfies never;
  }
};

const applyRead = (draft: Draft, event: Extract<FeedEvent, { k: 'read' }>, me: string): void => {
  const entry = draft.entries.get(event.c);
  if (entry === undefined) return;
  if (event.person === 'buyer') {
    if (event.seq > entry.head.buyerReadSeq) {
      draft.entries.set(event.c, { ...entry, head: { ...entry.head, buyerReadSeq: event.seq } });
    }
    return;
  }
  if (event.person === me) {
    if (event.seq >= entry.read.seq) {
      draft.entries.set(event.c, { ...entry, read: { seq: event.seq, buyerCount: event.buyerCount } });
    }
    return;
  }
  const thread = draft.threads.get(event.c);
  if (thread !== undefined && event.seq > (thread.reads[event.person] ?? 0)) {
    draft.threads.set(event.c, { ...thread, reads: { ...thread.reads, [event.person]: event.seq } });
  }
};

const putHead = (draft: Draft, head: Head, n: number): void => {
  const known = draft.entries.get(head.id);
  if (known === undefined) draft.entries.set(head.id, entryOf(head, n));
  else if (n >= known.n) draft.entries.set(head.id, { ...known, head, n });
};

const putMessage = (draft: Draft, message: Message, n: number): void => {
  const thread = draft.threads.get(message.c);
  if (thread === undefined) return;
  const first = thread.messages[0]?.message.seq;
  const last = thread.messages.at(-1)?.message.seq;
  // Changed far above what is loaded: the page will bring it when somebody scrolls there.
  if (thread.isLoaded && first !== undefined && message.seq < first) return;
  // Beyond the end with something missing between: kept out, and the missing piece is fetched first.
  if (thread.isLoaded && last !== undefined && message.seq > last + 1) {
    draft.threads.set(message.c, { ...thread, hasHole: true });
    return;
  }
  draft.threads.set(message.c, { ...thread, messages: mergeTold(thread.messages, [{ message, n }]) });
};

/** Conversations these events brought that the view did not know and that did not just begin. */
export const heardMidway = (before: View, events: readonly FeedEvent[]): readonly string[] => [
  ...new Set(
    events.flatMap((event) =>
      'head' in event && event.n > before.n && event.head.buyerCount > 1 && !before.entries.has(event.head.id)
        ? [event.head.id]
        : [],
    ),
  ),
];

/** How far this person has read, from a page of the record; a later mark of the feed stays. */
export const applyMark = (view: View, c: string, read: ReadMark): View => {
  const entry = view.entries.get(c);
  return entry === undefined || entry.read.seq >= read.seq
    ? view
    : { ...view, entries: new Map(view.entries).set(c, { ...entry, read }) };
};

/** The answer to an act: the same rule as an event, except that the feed's own number does not move. */
export const applyAnswer = (view: View, answer: { n: number; head: Head; message?: Message }): View => {
  const draft: Draft = { entries: new Map(view.entries), threads: new Map(view.threads) };
  putHead(draft, answer.head, answer.n);
  if (answer.message !== undefined) putMessage(draft, answer.message, answer.n);
  return { ...view, entries: draft.entries, threads: draft.threads };
};

/** From now on the feed's messages of this conversation are collected, also while the first page is on its way. */
export const openThread = (view: View, c: string): View =>
  view.threads.has(c) ? view : { ...view, threads: new Map(view.threads).set(c, emptyThread) };

export const applyThread = (view: View, answer: ThreadAnswer): View => {
  const { head, n } = answer;
  const entries = new Map(view.entries);
  const known = entries.get(head.id);
  const read = answer.read ?? { seq: 0, buyerCount: 0 };
  if (known === undefined) entries.set(head.id, entryOf(head, n, answer.read, answer.draft));
  else {
    entries.set(head.id, {
      ...known,
      ...(n >= known.n ? { head, n } : {}),
      read: read.seq > known.read.seq ? read : known.read,
      draft: answer.draft ?? known.draft,
    });
  }
  const before = view.threads.get(head.id) ?? emptyThread;
  const page = answer.messages.map((message): Told => ({ message, n }));
  const reads: Record<string, number> = { ...before.reads };
  for (const mark of answer.reads ?? []) {
    const person = typeof mark.person === 'string' ? mark.person : mark.person.id;
    reads[person] = Math.max(reads[person] ?? 0, mark.seq);
  }
  const first = page[0]?.message.seq ?? 1;
  const keeps = before.messages.filter((told) => told.message.seq >= first || reaches(before, first));
  const isJoined = keeps.some((told) => told.message.seq < first);
  const threads = new Map(view.threads).set(head.id, {
    messages: mergeTold(keeps, page),
    hasOlder: isJoined ? before.hasOlder : answer.hasOlder,
    isLoaded: true,
    hasHole: false,
    reads,
  });
  return { ...view, entries, threads };
};

/** Does what was loaded before touch the new page, so that no hole lies between? */
const reaches = (thread: Thread, first: number): boolean =>
  thread.isLoaded && (thread.messages.findLast((told) => told.message.seq < first)?.message.seq ?? -1) >= first - 1;

/** A page of messages older or newer than what is loaded. */
export const applyPage = (
  view: View,
  c: string,
  page: readonly Message[],
  n: number,
  isOlder: boolean,
  hasMore: boolean,
): View => {
  const thread = view.threads.get(c);
  if (thread === undefined) return view;
  return {
    ...view,
    threads: new Map(view.threads).set(c, {
      ...thread,
      messages: mergeTold(
        thread.messages,
        page.map((message) => ({ message, n })),
      ),
      ...(isOlder ? { hasOlder: hasMore } : { hasHole: hasMore }),
    }),
  };
};

/** Both lists are in order of `seq`; where both know a message, the word with the higher feed number wins. */
export const mergeTold = (known: readonly Told[], told: readonly Told[]): readonly Told[] => {
  const last = known.at(-1)?.message.seq ?? 0;
  if (told.length === 1 && (told[0]?.message.seq ?? 0) > last) return [...known, ...told];
  const bySeq = new Map(known.map((item) => [item.message.seq, item]));
  for (const item of told) {
    const before = bySeq.get(item.message.seq);
    if (before === undefined || item.n >= before.n) bySeq.set(item.message.seq, item);
  }
  return [...bySeq.values()].sort((a, b) => a.message.seq - b.message.seq);
};
