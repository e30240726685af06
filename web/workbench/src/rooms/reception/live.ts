import { api } from '@/shared/api/client';
import { newId } from '@/shared/api/id';
import { toProblem } from '@/shared/api/problem';
import { createFeedClient, type FeedClient, type Frame, type Line } from '@/shared/feed/feed-client';
import { openSocket } from '@/shared/feed/open-socket';
import { createOutbox, type Outbox, type Shelf } from '@/shared/feed/outbox';
import { connection } from '@/shared/session';
import { createStore, type Store } from '@/shared/store/store';
import { applyAnswer, applyEvents, applyMark, applyPage, applyThread, heardMidway, openThread } from './apply-event';
import { createDrafts, type Drafts } from './drafts';
import { fromSnapshot, type View } from './state';
import type { ActAnswer, FeedEvent, Message, Named, Scope, Snapshot, ThreadAnswer, Writing } from './wire';

export type Typing = { name: string; text: string | null; until: number; isBuyer: boolean };

/** Words that are not kept: who types and who looks. */
export type Whispers = {
  typing: Readonly<Record<string, Typing | undefined>>;
  looking: Readonly<Record<string, readonly Named[] | undefined>>;
};

export type Live = {
  shop: string;
  view: Store<View | null>;
  whispers: Store<Whispers>;
  outbox: Outbox<Writing>;
  drafts: Drafts;
  /** The problem that keeps the first snapshot from coming. */
  failure: Store<unknown>;
  start: () => void;
  stop: () => void;
  /** After a first snapshot that was refused. */
  retry: () => void;
  /** What is on screen; also brings its record. */
  look: (c: string | null) => void;
  loadOlder: (c: string) => Promise<void>;
  refresh: (c: string) => Promise<void>;
  send: (writing: Writing) => void;
  flush: () => void;
  read: (c: string, seq: number) => void;
  typing: (c: string) => void;
  setScope: (scope: Scope) => void;
  /** The network or the page came back: the line is doubted at once. */
  nudge: () => void;
  act: (c: string, path: string, body?: Record<string, unknown>) => Promise<ActAnswer>;
  /** Told after a batch was applied: for sounds and notifications. */
  heard: Set<(events: readonly FeedEvent[]) => void>;
};

/** The edges, so that tests can bring a server that drops, doubles and delays. */
export type Edges = {
  openLine: (shop: string) => Line;
  get: <T>(path: string, query: Record<string, string | number | undefined>) => Promise<T>;
  post: <T>(path: string, body: Record<string, unknown>) => Promise<T>;
  shelf: Shelf;
  now: () => number;
  /** Runs once per frame on a visible page, soon on a hidden one (hidden pages draw no frames). */
  soon: (run: () => void) => void;
};

const browserEdges: Edges = {
  openLine: (shop) => openSocket(`/api/reception/socket?shop=${shop}`),
  get: (path, query) => api.get(path, { query }),
  post: (path, body) => api.post(path, body),
  shelf: window.localStorage,
  now: () => Date.now(),
  soon: (run) => {
    if (document.visibilityState === 'visible') requestAnimationFrame(run);
    else setTimeout(run, 50);
  },
};

const typingShownMs = 6_000;
const typingSaidMs = 2_500;
const flushEveryMs = 2_000;
const threadsKept = 60;
/** Reading somebody else's running talk stands in its record: whoever only runs past with the arrow keys does not read. */
const passingMs = 300;

const isRunningOfAnother = (view: View | null, c: string): boolean => {
  const head = view?.entries.get(c)?.head;
  return (
    head !== undefined &&
    (head.state === 'open' || head.state === 'snoozed') &&
    head.assignee !== null &&
    head.assignee.id !== view?.me.id
  );
};

export const isWriting = (value: unknown): value is Writing =>
  typeof value === 'object' && value !== null && typeof (value as Writing).c === 'string';

export const createLive = (
  shop: string,
  person: string,
  firstScope: Scope = 'mine',
  edges: Edges = browserEdges,
): Live => {
  const view = createStore<View | null>(null);
  const whispers = createStore<Whispers>({ typing: {}, looking: {} });
  const failure = createStore<unknown>(null);
  const outbox = createOutbox<Writing>(edges.shelf, `zhanggui.outbox.${person}.${shop}.`, isWriting);
  const heard = new Set<(events: readonly FeedEvent[]) => void>();
  let scope: Scope = firstScope;
  let looked: string | null = null;
  let isLookConfirmed = false;
  let lastTyping = 0;
  let pending: FeedEvent[] = [];
  let pendingTo = 0;
  let isScheduled = false;
  let isLoading = false;
  let timer: ReturnType<typeof setInterval> | undefined;
  const recent: string[] = [];

  const client: FeedClient = createFeedClient({
    open: () => edges.openLine(shop),
    hello: () => {
      const now = view.get();
      // What is queued but not drawn yet counts as heard.
      return { t: 'hello', after: now === null ? null : Math.max(now.n, pendingTo), epoch: now?.epoch ?? null, scope };
    },
    onFrame: (frame) => hear(frame),
    onState: (state) => {
      connection.set(state);
      if (state === 'away') outbox.lineLost();
    },
  });
  const drafts = createDrafts({
    shelf: edges.shelf,
    prefix: `zhanggui.draft.${person}.${shop}.`,
    send: (c, text, version) => client.send({ t: 'draft', c, text, version }),
    stored: (c) => view.get()?.entries.get(c)?.draft ?? null,
  });

  const drain = () => {
    isScheduled = false;
    const current = view.get();
    if (current === null || (pending.length === 0 && pendingTo <= current.n)) return;
    const events = pending;
    pending = [];
    view.set(applyEvents(current, events, pendingTo));
    settle(events);
    for (const c of heardMidway(current, events)) void askMark(c);
    for (const tell of heard) tell(events);
    const thread = looked === null ? undefined : view.get()?.threads.get(looked);
    if (looked !== null && thread?.hasHole === true) void refresh(looked);
  };
  /** What the record shows is no longer on its way. */
  const settle = (events: readonly FeedEvent[]) => {
    for (const event of events) {
      if (event.k === 'draft') drafts.heard(event.c, { text: event.text, version: event.version });
      if (event.k !== 'message') continue;
      if (outbox.items.get().some((item) => item.id === event.message.id)) outbox.remove(event.message.id);
      if (event.message.sender === 'buyer') whisper(event.message.c, null);
    }
  };
  const schedule = () => {
    if (isScheduled) return;
    isScheduled = true;
    edges.soon(drain);
  };
  const whisper = (c: string, typing: Typing | null) =>
    whispers.set((all) =>
      typing === null && all.typing[c] === undefined
        ? all
        : { ...all, typing: { ...all.typing, [c]: typing ?? undefined } },
    );

  const hear = (frame: Frame) => {
    switch (frame.t) {
      case 'events': {
        for (const event of frame['events'] as FeedEvent[]) pending.push(event);
        pendingTo = Math.max(pendingTo, frame['to'] as number);
        schedule();
        return;
      }
      case 'ready': {
        const epoch = view.get()?.epoch;
        if (epoch !== undefined && typeof frame['epoch'] === 'string' && frame['epoch'] !== epoch) {
          void reload().then(client.greet);
          return;
        }
        isLookConfirmed = false;
        client.send({ t: 'look', c: looked });
        drafts.lineStands();
        flush();
        return;
      }
      case 'reload':
        void reload().then(client.greet);
        return;
      case 'ack':
        outbox.acked(frame['id'] as string);
        // A conversation that is not loaded shows nothing of it: done. The others wait for the event, so nothing flickers.
        setTimeout(() => outbox.remove(frame['id'] as string), 5_000);
        return;
      case 'refused':
        if (typeof frame['id'] === 'string')
          refused(frame['id'], String(frame['code'] ?? ''), String(frame['detail'] ?? ''));
        return;
      case 'typing': {
        const who = frame['who'] as { kind: string; name: string; personId?: string };
        if (who.personId === person) return;
        const text = typeof frame['text'] === 'string' ? frame['text'] : null;
        whisper(frame['c'] as string, {
          name: who.name,
          text,
          until: edges.now() + typingShownMs,
          isBuyer: who.kind === 'buyer',
        });
        return;
      }
      case 'looking': {
        const c = frame['c'] as string;
        const people = (frame['people'] as Named[]).filter((one) => one.id !== person);
        whispers.set((all) => ({ ...all, looking: { ...all.looking, [c]: people } }));
        // From here on its messages are told; whatever came between our page and this word is fetched.
        if (c === looked && !isLookConfirmed) {
          isLookConfirmed = true;
          if (view.get()?.threads.get(c)?.isLoaded === true) void refresh(c);
        }
        return;
      }
      case 'presence':
        view.set((now) => (now === null ? now : { ...now, people: frame['people'] as View['people'] }));
        return;
      default:
        return; // a newer server may say more than this tab understands
    }
  };

  const refused = (id: string, code: string, detail: string) => {
    // The server could not store it or asked for patience: it stays in the box and is tried again.
    if (code === 'reception.store.unavailable' || code.endsWith('.too_many')) return;
    outbox.refused(id, detail);
  };

  const reload = async (keepsThreads = false) => {
    if (isLoading) return;
    isLoading = true;
    try {
      const snapshot = await edges.get<Snapshot>('/api/reception/snapshot', { shop, scope });
      pending = pending.filter((event) => event.n > snapshot.n);
      pendingTo = Math.max(snapshot.n, pending.at(-1)?.n ?? 0);
      view.set(fromSnapshot(snapshot, keepsThreads ? view.get()?.threads : undefined));
      failure.set(null);
      for (const { head, draft } of snapshot.conversations) if (draft) drafts.heard(head.id, draft);
      client.start();
      schedule();
      if (looked !== null) await load(looked);
    } catch (error) {
      failure.set(error);
      if (toProblem(error).isAway) setTimeout(() => void reload(), 3_000);
    } finally {
      isLoading = false;
    }
  };

  const load = async (c: string) => {
    const answer = await edges.get<ThreadAnswer>(`/api/reception/conversations/${c}`, {});
    view.set((now) => (now === null ? now : applyThread(now, answer)));
    if (answer.draft) drafts.heard(c, answer.draft);
  };
  /** A conversation the snapshot did not hold (closed, or somebody else's) came back: how far this person read it before. */
  const askMark = async (c: string) => {
    try {
      const { read } = await edges.get<ThreadAnswer>(`/api/reception/conversations/${c}`, {});
      if (read) view.set((now) => (now === null ? now : applyMark(now, c, read)));
    } catch {
      // until it is opened, or loaded afresh, all its lines count as unread
    }
  };
  const refresh = async (c: string) => {
    const thread = view.get()?.threads.get(c);
    const last = thread?.messages.at(-1)?.message.seq;
    if (thread?.isLoaded !== true || last === undefined) return load(c);
    try {
      const n = view.get()?.n ?? 0;
      const page = await edges.get<{ messages: Message[]; hasMore: boolean }>(
        `/api/reception/conversations/${c}/messages`,
        { after: last, limit: 50 },
      );
      if (page.hasMore) return await load(c);
      view.set((now) => (now === null ? now : applyPage(now, c, page.messages, n, false, false)));
    } catch {
      // the line says that it is down; the next look or event tries again
    }
  };

  const flush = () => outbox.flush((id, body) => client.send(toFrame(id, body)), edges.now());

  const forget = (c: string) => {
    recent.splice(0, recent.length, c, ...recent.filter((one) => one !== c));
    const dropped = new Set(recent.splice(threadsKept));
    if (dropped.size === 0) return;
    view.set((now) =>
      now === null ? now : { ...now, threads: new Map([...now.threads].filter(([id]) => !dropped.has(id))) },
    );
  };

  return {
    shop,
    view,
    whispers,
    outbox,
    drafts,
    failure,
    heard,
    start: () => {
      timer = setInterval(flush, flushEveryMs);
      void reload();
    },
    retry: () => void reload(),
    stop: () => {
      clearInterval(timer);
      drafts.flush();
      client.stop();
      connection.set('idle');
    },
    look: (c) => {
      if (c === looked) return;
      looked = c;
      isLookConfirmed = false;
      client.send({ t: 'look', c });
      if (c === null) return;
      view.set((now) => (now === null ? now : openThread(now, c)));
      forget(c);
      const bring = () =>
        void load(c).catch((error: unknown) => {
          if (!toProblem(error).isAway) failure.set(error);
        });
      if (isRunningOfAnother(view.get(), c)) setTimeout(() => looked === c && bring(), passingMs);
      else bring();
    },
    loadOlder: async (c) => {
      const thread = view.get()?.threads.get(c);
      const first = thread?.messages[0]?.message.seq;
      if (thread === undefined || first === undefined || !thread.hasOlder) return;
      const n = view.get()?.n ?? 0;
      const page = await edges.get<{ messages: Message[]; hasMore: boolean }>(
        `/api/reception/conversations/${c}/messages`,
        { before: first, limit: 50 },
      );
      view.set((now) => (now === null ? now : applyPage(now, c, page.messages, n, true, page.hasMore)));
    },
    refresh,
    send: (writing) => {
      outbox.put(newId(edges.now()), writing, edges.now());
      flush();
    },
    flush,
    read: (c, seq) => {
      const entry = view.get()?.entries.get(c);
      if (entry === undefined || entry.read.seq >= seq) return;
      client.send({ t: 'read', c, seq });
    },
    typing: (c) => {
      const now = edges.now();
      if (now - lastTyping < typingSaidMs) return;
      lastTyping = now;
      client.send({ t: 'typing', c });
    },
    setScope: (wanted) => {
      if (wanted === scope) return;
      scope = wanted;
      client.send({ t: 'scope', scope });
      void reload(true);
    },
    act: async (c, path, body = {}) => {
      const answer = await edges.post<ActAnswer>(`/api/reception/conversations/${c}/${path}`, body);
      view.set((now) => (now === null ? now : applyAnswer(now, answer)));
      return answer;
    },
    // The network or the page came back: the line is doubted at once.
    nudge: client.nudge,
  };
};

const toFrame = (id: string, { c, kind, text, fileId, card, mentions, guard }: Writing): Frame => ({
  t: 'send',
  id,
  c,
  kind,
  text,
  ...(fileId === undefined ? {} : { fileId }),
  ...(card === undefined ? {} : { card }),
  ...(mentions === undefined || mentions.length === 0 ? {} : { mentions }),
  ...(guard === undefined ? {} : { guard }),
});
