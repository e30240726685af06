import type { Line } from '@/shared/feed/feed-client';
import type { FeedEvent, Head, Message, Snapshot } from '../wire';

type Frame = { t: string } & Record<string, unknown>;

const at = (n: number) => new Date(Date.UTC(2026, 10, 22, 1, 0, n)).toISOString();

export const me = { id: 'me', name: '小林' };
export const shop = { id: 'shop', name: '演示店', zone: 'Asia/Shanghai' };

export const makeHead = (id: string, change: Partial<Head> = {}): Head => ({
  id,
  number: Number(id.replace(/\D/g, '')) || 1,
  shopId: shop.id,
  channelId: 'channel',
  channelKind: 'web',
  channelName: '网店',
  state: 'open',
  buyer: { id: `buyer-${id}`, name: `买家${id}`, identity: 'anonymous' },
  assignee: me,
  team: null,
  reason: '测试',
  lastSeq: 0,
  buyerCount: 0,
  lastText: '',
  lastKind: 'text',
  lastSender: 'buyer',
  lastAt: at(0),
  openedAt: at(0),
  waitingSince: null,
  buyerReadSeq: 0,
  agentReadSeq: 0,
  snoozedUntil: null,
  closedAt: null,
  outcome: null,
  reopened: 0,
  tags: [],
  page: null,
  product: null,
  ...change,
});

/** The server's side of the wire in memory, as the document says it; tests tear at the line between. */
export const createFakeServer = () => {
  const heads = new Map<string, Head>();
  const messages = new Map<string, Message[]>();
  const reads = new Map<string, { seq: number; buyerCount: number }>();
  const feed: FeedEvent[] = [];
  const lines = new Set<{ line: Line; isHello: boolean }>();
  let n = 0;
  const state = { epoch: 'epoch-1', floor: 0, isMute: false };

  const tell = (event: FeedEvent) => {
    feed.push(event);
    for (const open of lines) {
      if (open.isHello) post(open.line, { t: 'events', from: event.n, to: event.n, events: [event] });
    }
  };
  const post = (line: Line, frame: Frame) => {
    if (!state.isMute) line.onmessage?.({ data: JSON.stringify(frame) });
  };
  const put = (head: Head) => {
    heads.set(head.id, head);
    return head;
  };
  const write = (c: string, change: Partial<Message>): Message => {
    const list = messages.get(c) ?? [];
    const known = list.find((message) => message.id === change.id);
    if (known !== undefined) return known;
    const seq = list.length + 1;
    const isBuyer = change.sender === 'buyer';
    const message: Message = {
      c,
      seq,
      id: `${c}-${seq}`,
      kind: 'text',
      sender: 'agent',
      person: isBuyer ? null : me,
      at: at(++n),
      text: '',
      body: null,
      recalled: false,
      delivery: null,
      ...change,
    };
    messages.set(c, [...list, message]);
    const before = heads.get(c) ?? makeHead(c);
    const head = put({
      ...before,
      lastSeq: seq,
      buyerCount: before.buyerCount + (isBuyer ? 1 : 0),
      lastText: message.text,
      lastSender: message.sender,
      lastAt: message.at,
      waitingSince: isBuyer
        ? (before.waitingSince ?? message.at)
        : message.kind === 'note'
          ? before.waitingSince
          : null,
    });
    tell({ n, k: 'message', head, message });
    return message;
  };

  return {
    state,
    feed,
    messages,
    buyerWrites: (c: string, text: string) => write(c, { sender: 'buyer', text }),
    agentWrites: (c: string, id: string, text: string) => write(c, { id, text }),
    recall: (c: string, seq: number) => {
      const list = messages.get(c) ?? [];
      const found = list[seq - 1];
      const head = heads.get(c);
      if (found === undefined || head === undefined) return;
      const message = { ...found, recalled: true, text: '' };
      messages.set(c, list.with(seq - 1, message));
      tell({ n: ++n, k: 'message-changed', head, message });
    },
    change: (c: string, change: Partial<Head>) => {
      const head = put({ ...(heads.get(c) ?? makeHead(c)), ...change });
      tell({ n: ++n, k: 'conversation', head });
    },
    read: (c: string, person: string, seq: number) => {
      const head = heads.get(c);
      if (head === undefined) return;
      if (person === 'buyer') put({ ...head, buyerReadSeq: Math.max(head.buyerReadSeq, seq) });
      if (person === me.id) reads.set(c, { seq, buyerCount: head.buyerCount });
      tell({ n: ++n, k: 'read', c, person, seq, buyerCount: head.buyerCount });
    },
    snapshot: (): Snapshot => ({
      n,
      epoch: state.epoch,
      shop,
      me,
      scope: 'all',
      conversations: [...heads.values()].map((head) => ({
        head,
        read: reads.get(head.id) ?? { seq: 0, buyerCount: 0 },
      })),
      people: [],
    }),
    get: (path: string, query: Record<string, string | number | undefined>): unknown => {
      if (path.endsWith('/snapshot')) {
        return {
          n,
          epoch: state.epoch,
          shop,
          me,
          scope: 'all',
          people: [],
          conversations: [...heads.values()].map((head) => ({
            head,
            read: reads.get(head.id) ?? { seq: 0, buyerCount: 0 },
          })),
        } satisfies Snapshot;
      }
      const [, c = '', rest] = /conversations\/([^/]+)(\/messages)?$/.exec(path) ?? [];
      const all = messages.get(c) ?? [];
      if (rest === undefined) {
        return {
          n,
          head: heads.get(c),
          read: reads.get(c) ?? null,
          draft: null,
          messages: all.slice(-50),
          reads: [],
          hasOlder: all.length > 50,
        };
      }
      if (typeof query['after'] === 'number') {
        const found = all.filter((message) => message.seq > Number(query['after']));
        return { messages: found.slice(0, 50), hasMore: found.length > 50 };
      }
      const found = all.filter((message) => message.seq < Number(query['before'] ?? Infinity));
      return { messages: found.slice(-50), hasMore: found.length > 50 };
    },
    /** A line that behaves; the test's `tear` closes it, `state.isMute` makes it a dead one that looks open. */
    open: (): Line => {
      const open = { isHello: false, line: null as unknown as Line };
      const line: Line = {
        send: (text) => {
          if (state.isMute) return;
          const frame = JSON.parse(text) as Frame;
          if (frame.t === 'hello') {
            const after = frame['after'] as number | null;
            if (after !== null && (after < state.floor || frame['epoch'] !== state.epoch))
              return post(line, { t: 'reload', why: 'too-old' });
            open.isHello = true;
            post(line, { t: 'ready', n, epoch: state.epoch });
            const missed = feed.filter((event) => event.n > (after ?? n));
            if (missed.length > 0) post(line, { t: 'events', from: missed[0]!.n, to: n, events: missed });
          }
          if (frame.t === 'ping') post(line, { t: 'pong' });
          if (frame.t === 'send') {
            const message = write(frame['c'] as string, { id: frame['id'] as string, text: frame['text'] as string });
            post(line, { t: 'ack', id: message.id, c: message.c, seq: message.seq, at: message.at, n });
          }
        },
        close: () => lines.delete(open),
        onopen: null,
        onmessage: null,
        onclose: null,
      };
      open.line = line;
      lines.add(open);
      queueMicrotask(() => line.onopen?.());
      return line;
    },
    tear: () => {
      for (const open of [...lines]) {
        lines.delete(open);
        open.line.onclose?.();
      }
    },
  };
};
