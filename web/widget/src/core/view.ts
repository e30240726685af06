import type { FeedEvent, Head, Message, Session } from './wire';

/** What the visitor has of the conversation: pure, changed only by the functions below. */
export type View = {
  /** Feed number applied so far; everything before it has been seen. */
  n: number;
  epoch: string | null;
  head: Head | null;
  /** In order; of the present conversation and of those before it that were loaded. */
  messages: Message[];
  hasOlder: boolean;
  buyerName: string | null;
  fileTicket: string;
};

export const emptyView: View = { n: 0, epoch: null, head: null, messages: [], hasOlder: false, buyerName: null, fileTicket: '' };

/** Same house, same epoch, nothing lost between: what is on screen stays and only new things are added. */
export const applySession = (view: View, session: Session): View => ({
  n: session.n,
  epoch: session.epoch,
  head: session.conversation,
  messages: session.messages.reduce(putMessage, isSame(view, session) ? view.messages : []),
  hasOlder: isSame(view, session) && view.messages.length > session.messages.length ? view.hasOlder : session.hasOlder,
  buyerName: session.buyer.name ?? null,
  fileTicket: session.fileTicket ?? '',
});

/** Another epoch, another buyer or a gap too wide to close: begin from what the house says now. */
const isSame = (view: View, session: Session): boolean => {
  const first = session.messages[0];
  return (
    view.epoch === session.epoch &&
    view.buyerName === (session.buyer.name ?? null) &&
    (!first || !session.hasOlder || view.messages.some((m) => m.c === first.c && m.seq === first.seq))
  );
};

export type Applied = { view: View; missed: boolean };

/**
 * Applies a stretch of the feed that covers the numbers after `from` up to `to`. A stretch that begins later than
 * what is known means something was missed; one that ends earlier is a repeat. Applying one twice changes nothing.
 */
export const applyEvents = (view: View, from: number, to: number, events: FeedEvent[]): Applied => {
  if (from > view.n) {
    return { view, missed: true };
  }

  if (to <= view.n) {
    return { view, missed: false };
  }

  const fresh = events.filter((e) => e.n > view.n).sort((a, b) => a.n - b.n);
  return { view: { ...fresh.reduce(applyEvent, view), n: to }, missed: false };
};

const applyEvent = (view: View, event: FeedEvent): View => {
  switch (event.k) {
    case 'message':
    case 'message-changed':
      return { ...view, head: placed(view, event.head), messages: putMessage(view.messages, event.message) };
    case 'conversation':
      return { ...view, head: placed(view, event.head) };
    case 'read':
      return applyRead(view, event.c, event.person ?? 'agent', event.seq);
    default:
      return view; // a later house may tell more kinds; they are not for this widget
  }
};

/** Events do not say the place in the queue; the last one heard holds while the wait goes on. */
const placed = (view: View, head: Head): Head =>
  head.state === 'waiting' && head.queuePosition == null && view.head?.id === head.id ? { ...head, queuePosition: view.head.queuePosition } : head;

export const applyPlace = (view: View, place: number | undefined): View =>
  view.head?.state === 'waiting' && place !== undefined ? { ...view, head: { ...view.head, queuePosition: place } } : view;

const applyRead = (view: View, c: string, who: 'buyer' | 'agent', seq: number): View => {
  if (!view.head || view.head.id !== c) {
    return view;
  }

  const head =
    who === 'buyer'
      ? { ...view.head, buyerReadSeq: Math.max(view.head.buyerReadSeq ?? 0, seq) }
      : { ...view.head, agentReadSeq: Math.max(view.head.agentReadSeq, seq) };
  return { ...view, head };
};

/** Puts a message in its place; a message that is there already is replaced by the newer telling. */
export const putMessage = (messages: Message[], message: Message): Message[] => {
  const at = messages.findIndex((m) => m.c === message.c && m.seq === message.seq);
  if (at >= 0) {
    return messages.map((m, i) => (i === at ? message : m));
  }

  const place = messages.findIndex((m) => comesAfter(m, message));
  return place < 0 ? [...messages, message] : [...messages.slice(0, place), message, ...messages.slice(place)];
};

/** Inside a conversation the number decides; between conversations the time, for they follow each other. */
const comesAfter = (a: Message, b: Message): boolean => (a.c === b.c ? a.seq > b.seq : a.at > b.at);

export const applyOlder = (view: View, older: Message[], hasMore: boolean): View => ({
  ...view,
  messages: older.reduce(putMessage, view.messages),
  hasOlder: hasMore,
});

/** Messages from the shop that the visitor has not read yet. */
export const unreadCount = (view: View, readSeq: number): number => {
  const head = view.head;
  return head === null
    ? 0
    : view.messages.filter((m) => m.c === head.id && m.seq > readSeq && m.sender !== 'buyer' && m.kind !== 'system' && !m.recalled).length;
};
