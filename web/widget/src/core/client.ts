import { backoffMs } from './backoff';
import { newId } from './ids';
import { Outbox, type Outgoing } from './outbox';
import type { Connection, HttpAnswer, Ports, SocketLine } from './ports';
import { applyEvents, applyOlder, applyPlace, applySession, emptyView, type View } from './view';
import type { Ack, ClientFrame, Feed, Identity, Message, Product, SendAct, ServerFrame, Session } from './wire';

export type ClientOptions = {
  key: string;
  locale: string;
  identity?: Identity;
  page?: { url: string; title: string };
  product?: Product;
};

export type Trouble = { code: string; detail: string; field?: string };

/** Silence after which the line is asked whether it still lives, and how long its answer may take. */
const QUIET_MS = 20_000;
const ANSWER_MS = 10_000;
const POLL_MS = 2_500;
const POLL_SLOW_MS = 10_000;
const TRY_SOCKET_AGAIN_MS = 60_000;
const SOCKET_FAILURES_BEFORE_POLLING = 2;
const TYPING_EVERY_MS = 3_000;
const TYPING_SHOWN_MS = 6_000;
const TOO_MANY_PAUSE_MS = 3_000;

/**
 * Talks with the house: a session, then numbered events over a socket, or by polling where sockets do not get
 * through. What is sent stays in the outbox until it is acknowledged; one message is in flight at a time, so the
 * order of typing is the order of arrival.
 */
export class ChatClient {
  view: View = emptyView;
  connection: Connection = 'idle';
  trouble: Trouble | null = null;
  typing: string | null = null;
  outbox: Outgoing[] = [];
  retryAt = 0;

  private readonly box: Outbox;
  private readonly listeners = new Set<() => void>();
  private token: string | null;
  private line: SocketLine | null = null;
  private lineNumber = 0;
  private ready = false;
  private socketFailures = 0;
  private attempt = 0;
  private inFlight: string | null = null;
  private stopped = true;
  private polling = false;
  private lastTypingAt = -TYPING_EVERY_MS;
  private pollAgain: (() => void) | null = null;
  private cancelRetry: () => void = () => undefined;
  private cancelHeart: () => void = () => undefined;
  private cancelAck: () => void = () => undefined;
  private cancelTyping: () => void = () => undefined;
  private cancelPoll: () => void = () => undefined;

  constructor(
    private readonly ports: Ports,
    private readonly options: ClientOptions,
  ) {
    this.box = new Outbox(ports.store, `zg:${options.key}:out:`);
    this.token = ports.store.get(this.tokenKey);
    this.outbox = this.box.list();
  }

  get isKnown(): boolean {
    return this.token !== null || this.outbox.length > 0;
  }

  get readSeq(): number {
    const [c, seq] = (this.ports.store.get(`zg:${this.options.key}:read`) ?? '').split(':');
    const stored = c && c === this.view.head?.id ? Number(seq) || 0 : 0;
    return Math.max(stored, this.view.head?.buyerReadSeq ?? 0);
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  start(): void {
    if (this.stopped) {
      this.stopped = false;
      void this.openSession();
    }
  }

  stop(): void {
    this.stopped = true;
    this.dropLine();
    this.cancelRetry();
    this.cancelPoll();
    this.polling = false;
    this.set('idle');
  }

  /** The network came back, the page became visible, the person asked: do not wait for the clock. */
  hurry(): void {
    if (this.stopped) {
      return;
    }

    if (this.connection === 'waiting') {
      this.cancelRetry();
      void this.openSession();
    } else if (this.connection === 'live') {
      this.askWhetherAlive();
    } else if (this.connection === 'polling') {
      this.pollAgain?.();
    }
  }

  send(act: Omit<SendAct, 'id'>): string {
    const last = this.outbox[this.outbox.length - 1];
    // A clock set back must not change the order of what was typed.
    const at = Math.max(this.ports.now(), last ? last.at + 1 : 0);
    const entry: Outgoing = {
      ...act,
      id: newId(this.ports.now(), this.ports.random),
      page: act.page ?? this.options.page,
      product: act.product ?? this.options.product,
      at,
      state: 'waiting',
    };
    this.box.put(entry);
    this.outbox = [...this.outbox, entry];
    this.start();
    this.flush();
    this.changed();
    return entry.id;
  }

  retry(id: string): void {
    this.outbox = this.outbox.map((o) => (o.id === id ? { ...o, state: 'waiting', why: undefined } : o));
    this.outbox.filter((o) => o.id === id).forEach((o) => this.box.put(o));
    this.flush();
    this.changed();
  }

  discard(id: string): void {
    if (this.inFlight !== id) {
      this.settle(id);
      this.changed();
    }
  }

  /** Another tab's entry was acknowledged there, or a new one written there. */
  outboxChangedElsewhere(): void {
    const stored = new Map(this.box.list().map((o) => [o.id, o]));
    this.outbox = this.outbox.filter((o) => stored.has(o.id));
    this.changed();
  }

  markRead(seq: number): void {
    const head = this.view.head;
    if (!head || seq <= this.readSeq) {
      return;
    }

    this.ports.store.set(`zg:${this.options.key}:read`, `${head.id}:${seq}`);
    if (this.connection === 'live') {
      this.say({ t: 'read', seq });
    } else {
      void this.ports.http('POST', '/api/visitor/read', { body: { seq }, token: this.token ?? undefined });
    }

    this.changed();
  }

  /** What is being typed goes along only where the shop's rules say so. */
  sayTyping(text?: string): void {
    if (this.connection === 'live' && this.ports.now() - this.lastTypingAt >= TYPING_EVERY_MS) {
      this.lastTypingAt = this.ports.now();
      this.say(text ? { t: 'typing', text: text.slice(0, 500) } : { t: 'typing' });
    }
  }

  async loadOlder(): Promise<void> {
    const first = this.view.messages[0];
    if (!first || !this.token) {
      return;
    }

    const answer = await this.ports.http('GET', `/api/visitor/messages?c=${first.c}&before=${first.seq}`, { token: this.token });
    if (answer.status === 200) {
      const page = answer.json as { messages: Message[]; hasMore: boolean };
      this.view = applyOlder(this.view, page.messages, page.hasMore);
      this.changed();
    }
  }

  /** The token for an upload; opens a session when there is none yet. */
  async uploadToken(): Promise<string | null> {
    if (!this.token) {
      await this.readSession();
    }

    return this.token;
  }

  private get tokenKey(): string {
    return `zg:${this.options.key}:token`;
  }

  private async openSession(): Promise<void> {
    this.set('connecting');
    const opened = await this.readSession();
    if (this.stopped || opened === 'refused') {
      return;
    }

    if (opened === 'later') {
      this.retryLater();
      return;
    }

    this.connect();
  }

  private connect(): void {
    if (this.socketFailures >= SOCKET_FAILURES_BEFORE_POLLING) {
      this.startPolling();
    } else {
      this.openLine();
    }
  }

  private async readSession(): Promise<'open' | 'later' | 'refused'> {
    const { key, identity, page, product, locale } = this.options;
    const answer = await this.ports.http('POST', '/api/visitor/session', {
      body: { key, token: this.token ?? undefined, identity, page, product, locale },
    });
    if (answer.status === 200) {
      const session = answer.json as Session;
      this.token = session.token;
      this.ports.store.set(this.tokenKey, session.token);
      this.view = applySession(this.view, session);
      this.settleStored();
      this.trouble = null;
      this.changed();
      return 'open';
    }

    if (answer.status === 0 || answer.status === 429 || answer.status >= 500) {
      return 'later';
    }

    this.trouble = troubleOf(answer);
    if (answer.status === 401 && this.token) {
      this.forgetToken(); // expired: begin anew, once
      return this.readSession();
    }

    this.set('refused');
    return 'refused';
  }

  private forgetToken(): void {
    this.token = null;
    this.ports.store.remove(this.tokenKey);
  }

  private openLine(): void {
    const number = ++this.lineNumber;
    this.ready = false;
    const mine = (act: () => void) => () => {
      if (number === this.lineNumber) {
        act();
      }
    };
    this.line = this.ports.openSocket({
      opened: mine(() => this.say({ t: 'hello', token: this.token ?? '', after: this.view.n, epoch: this.view.epoch })),
      heard: (text) => mine(() => this.hear(text))(),
      closed: mine(() => this.lineLost()),
    });
    this.waitForAnswer(ANSWER_MS);
  }

  private hear(text: string): void {
    let frame: ServerFrame;
    try {
      frame = JSON.parse(text) as ServerFrame;
    } catch {
      this.lineLost();
      return;
    }

    this.listenOn();
    switch (frame.t) {
      case 'ready':
        this.becomeLive(frame.epoch);
        break;
      case 'reload':
        this.dropLine();
        void this.openSession();
        break;
      case 'events':
        this.takeEvents(frame.from, frame.to, frame.events);
        break;
      case 'ack':
        this.acknowledged(frame);
        break;
      case 'refused':
        this.refused(frame);
        break;
      case 'typing':
        this.showTyping(frame.who.name ?? '');
        break;
      case 'pong':
        this.view = applyPlace(this.view, frame.queuePosition);
        this.changed();
        break;
      case 'bye':
        this.lineLost();
        break;
      default:
        break; // a later house may say more
    }
  }

  private becomeLive(epoch: string): void {
    if (this.view.epoch !== epoch) {
      this.dropLine();
      void this.openSession();
      return;
    }

    this.ready = true;
    this.listenOn(); // the answer to hello has come: from here on the long silence is allowed
    this.attempt = 0;
    this.socketFailures = 0;
    this.set('live');
    this.flush();
  }

  private takeEvents(from: number, to: number, events: Feed['events']): void {
    const applied = applyEvents(this.view, from, to, events);
    if (applied.missed) {
      this.lineLost();
      return;
    }

    this.view = applied.view;
    if (events.some((e) => e.k === 'message' && e.message.sender !== 'buyer')) {
      this.typing = null;
    }

    this.settleStored();
    if (this.view.head?.state === 'waiting' && this.view.head.queuePosition == null) {
      this.askWhetherAlive(); // the answer tells the place in the queue
    }

    this.changed();
  }

  /** A message that stands in the record needs no acknowledgement any more. */
  private settleStored(): void {
    const stored = new Set(this.view.messages.filter((m) => m.sender === 'buyer' && m.id).map((m) => m.id));
    this.outbox.filter((o) => stored.has(o.id)).forEach((o) => this.settle(o.id));
  }

  private acknowledged(ack: Ack): void {
    const entry = this.outbox.find((o) => o.id === ack.id);
    if (entry && ack.c && !this.view.messages.some((m) => m.c === ack.c && m.seq === ack.seq)) {
      // Shown in its place at once; the event that follows replaces it.
      this.view = applyOlder(
        this.view,
        [{ c: ack.c, seq: ack.seq, id: ack.id, kind: entry.kind, sender: 'buyer', at: ack.at, text: entry.text, body: entry.card ? { card: entry.card } : null }],
        this.view.hasOlder,
      );
    }

    this.settle(ack.id);
    this.flush();
    this.changed();
  }

  private settle(id: string): void {
    this.box.remove(id);
    this.outbox = this.outbox.filter((o) => o.id !== id);
    if (this.inFlight === id) {
      this.inFlight = null;
      this.cancelAck();
    }
  }

  private refused(frame: { id?: string; code: string; detail: string; field?: string; retryAfterMs?: number }): void {
    if (!frame.id) {
      this.trouble = frame;
      if (frame.code.endsWith('.token_unknown')) {
        this.forgetToken();
        this.dropLine();
        void this.openSession();
      }

      this.changed();
      return;
    }

    this.cancelAck();
    this.inFlight = null;
    if (frame.code.endsWith('.too_many') || frame.code.endsWith('.unavailable')) {
      // Not wrong, only too soon: it stays in its place and goes out after a pause.
      this.cancelAck = this.ports.later(frame.retryAfterMs ?? TOO_MANY_PAUSE_MS, () => this.flush());
      return;
    }

    this.outbox = this.outbox.map((o) => (o.id === frame.id ? { ...o, state: 'refused', why: frame.detail } : o));
    this.outbox.filter((o) => o.id === frame.id).forEach((o) => this.box.put(o));
    this.flush();
    this.changed();
  }

  /** Sends the oldest waiting message, if none is on its way. */
  private flush(): void {
    const next = this.outbox.find((o) => o.state === 'waiting');
    if (!next || this.inFlight) {
      return;
    }

    if (this.connection === 'live' && this.ready) {
      this.inFlight = next.id;
      this.say({ t: 'send', ...actOf(next) });
      this.cancelAck();
      this.cancelAck = this.ports.later(ANSWER_MS, () => this.lineLost());
    } else if (this.connection === 'polling') {
      this.inFlight = next.id;
      void this.post(next);
    }
  }

  private async post(entry: Outgoing): Promise<void> {
    const answer = await this.ports.http('POST', '/api/visitor/messages', { body: actOf(entry), token: this.token ?? undefined });
    if (this.inFlight !== entry.id) {
      return; // acknowledged meanwhile on another way
    }

    this.inFlight = null;
    if (answer.status === 200) {
      this.acknowledged(answer.json as Ack);
      this.pollAgain?.();
    } else if (answer.status === 0 || answer.status === 429 || answer.status === 401 || answer.status >= 500) {
      this.cancelAck();
      this.cancelAck = this.ports.later(TOO_MANY_PAUSE_MS, () => this.flush());
    } else {
      this.refused({ id: entry.id, ...troubleOf(answer) });
    }
  }

  private startPolling(): void {
    this.polling = true;
    this.attempt = 0;
    this.set('polling');
    this.flush();
    const until = this.ports.now() + TRY_SOCKET_AGAIN_MS;
    void this.poll(until, 0);
  }

  private async poll(until: number, quietRounds: number): Promise<void> {
    this.pollAgain = null;
    const answer = await this.ports.http('GET', `/api/visitor/feed?after=${this.view.n}&epoch=${this.view.epoch ?? ''}`, { token: this.token ?? undefined });
    if (this.stopped || !this.polling) {
      return;
    }

    if (answer.status !== 200) {
      this.polling = false;
      this.socketFailures = 0;
      this.retryLater();
      return;
    }

    const feed = answer.json as Feed;
    if (feed.reload) {
      this.polling = false;
      void this.openSession();
      return;
    }

    this.takeEvents(this.view.n, feed.n, feed.events);
    if (this.ports.now() >= until) {
      this.polling = false;
      this.socketFailures = SOCKET_FAILURES_BEFORE_POLLING - 1; // one try; failing it leads straight back here
      this.inFlight = null;
      this.set('connecting');
      this.openLine();
      return;
    }

    const quiet = feed.events.length > 0 ? 0 : quietRounds + 1;
    const again = () => {
      this.cancelPoll();
      void this.poll(until, quiet);
    };
    this.cancelPoll = this.ports.later(quiet > 20 ? POLL_SLOW_MS : POLL_MS, again);
    this.pollAgain = again;
  }

  private say(frame: ClientFrame): void {
    this.line?.send(JSON.stringify(frame));
  }

  /** Something was heard: the line lives; ask again when it has been quiet for a while. */
  private listenOn(): void {
    this.cancelHeart();
    if (this.ready) {
      this.cancelHeart = this.ports.later(QUIET_MS, () => this.askWhetherAlive());
    } else {
      this.waitForAnswer(ANSWER_MS);
    }
  }

  private askWhetherAlive(): void {
    this.say({ t: 'ping' });
    this.waitForAnswer(ANSWER_MS);
  }

  private waitForAnswer(ms: number): void {
    this.cancelHeart();
    this.cancelHeart = this.ports.later(ms, () => this.lineLost());
  }

  private dropLine(): void {
    const line = this.line;
    this.lineNumber++;
    this.line = null;
    this.ready = false;
    this.inFlight = null;
    this.cancelHeart();
    this.cancelAck();
    line?.close();
  }

  private lineLost(): void {
    if (!this.ready) {
      this.socketFailures++;
    }

    this.dropLine();
    if (!this.stopped) {
      this.retryLater();
    }
  }

  private retryLater(): void {
    this.attempt++;
    const pause = backoffMs(this.attempt, this.ports.random);
    this.retryAt = this.ports.now() + pause;
    this.cancelRetry();
    this.cancelRetry = this.ports.later(pause, () => void this.openSession());
    this.set('waiting');
  }

  private showTyping(name: string): void {
    this.typing = name;
    this.cancelTyping();
    this.cancelTyping = this.ports.later(TYPING_SHOWN_MS, () => {
      this.typing = null;
      this.changed();
    });
    this.changed();
  }

  private set(connection: Connection): void {
    this.connection = connection;
    this.changed();
  }

  private changed(): void {
    this.listeners.forEach((listener) => listener());
  }
}

const actOf = ({ id, kind, text, fileId, card, page, product }: Outgoing): SendAct => ({ id, kind, text, fileId, card, page, product });

const troubleOf = (answer: HttpAnswer): Trouble => {
  const problem = (answer.json ?? {}) as { code?: string; detail?: string; field?: string };
  return { code: problem.code ?? `http.${answer.status}`, detail: problem.detail ?? '', field: problem.field };
};
