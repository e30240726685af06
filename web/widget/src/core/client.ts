import { troubleOf, type ClientOptions, type Trouble } from './door';
import { Link } from './link';
import type { Outgoing } from './outbox';
import type { Connection, Ports } from './ports';
import { Sender } from './sender';
import { applyEvents, applyOlder, applyPlace, applySession, emptyView, type View } from './view';
import type { Ack, Feed, Message, RatingAsked, SendAct, ServerFrame, Session, SignatureRead } from './wire';

const TYPING_EVERY_MS = 3_000;
const TYPING_SHOWN_MS = 6_000;

/**
 * What the visitor sees and does: the view of the record, changed by what the house says, and what is on its way
 * there. The link keeps the way to the house open; the sender brings each message over it once and in order.
 */
export class ChatClient {
  view: View = emptyView;
  trouble: Trouble | null = null;
  typing: string | null = null;

  private readonly link: Link;
  private readonly sender: Sender;
  private readonly listeners = new Set<() => void>();
  private lastTypingAt = -TYPING_EVERY_MS;
  private cancelTyping: () => void = () => undefined;

  constructor(
    private readonly ports: Ports,
    private readonly options: ClientOptions,
  ) {
    this.link = new Link(ports, options, {
      place: () => this.view,
      entered: (session) => this.entered(session),
      told: (trouble) => (this.trouble = trouble),
      heard: (frame) => this.heard(frame),
      take: (feed) => this.takeEvents(this.view.n, feed.n, feed.events),
      opened: () => this.sender.flush(),
      lost: () => this.sender.wayLost(),
      changed: () => this.changed(),
    });
    this.sender = new Sender(ports, options.key, {
      way: () => this.link.way,
      say: (act) => this.link.say({ t: 'send', ...act }),
      post: (act) => this.link.ask('POST', '/api/visitor/messages', act),
      lost: () => this.link.lineLost(),
      accepted: (entry, ack) => this.showAccepted(entry, ack),
      posted: () => this.link.hurry(),
      changed: () => this.changed(),
    });
  }

  get connection(): Connection {
    return this.link.connection;
  }

  get retryAt(): number {
    return this.link.retryAt;
  }

  get outbox(): Outgoing[] {
    return this.sender.outbox;
  }

  get isKnown(): boolean {
    return this.link.token !== null || this.outbox.length > 0;
  }

  get readSeq(): number {
    const [c, seq] = (this.ports.store.get(this.readKey) ?? '').split(':');
    const stored = c && c === this.view.head?.id ? Number(seq) || 0 : 0;
    return Math.max(stored, this.view.head?.buyerReadSeq ?? 0);
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** Is the conversation that ended asked about? Null when the house could not be reached. */
  async askRating(): Promise<RatingAsked | null> {
    const answer = await this.link.ask('GET', '/api/visitor/rating');
    return answer.status === 200 ? (answer.json as RatingAsked) : answer.status >= 400 && answer.status < 500 && answer.status !== 429 ? { asks: false } : null;
  }

  /** The signature of whoever serves, null when the house could not be reached. */
  async askSignature(): Promise<SignatureRead | null> {
    const answer = await this.link.ask('GET', '/api/visitor/signature');
    return answer.status === 200 ? (answer.json as SignatureRead) : answer.status >= 400 && answer.status < 500 && answer.status !== 429 ? {} : null;
  }

  /** Null when it was taken, else what the house says. */
  async rate(stars: number, comment?: string): Promise<string | null> {
    const answer = await this.link.ask('POST', '/api/visitor/rating', comment === undefined ? { stars } : { stars, comment });
    return answer.status === 200 ? null : troubleOf(answer).detail;
  }

  start(): void {
    this.link.start();
  }

  stop(): void {
    this.link.stop();
  }

  hurry(): void {
    this.link.hurry();
  }

  send(act: Omit<SendAct, 'id'>): string {
    const id = this.sender.add({ ...act, page: act.page ?? this.options.page, product: act.product ?? this.options.product });
    this.start();
    this.sender.flush();
    this.changed();
    return id;
  }

  retry(id: string): void {
    this.sender.retry(id);
  }

  discard(id: string): void {
    this.sender.discard(id);
  }

  outboxChangedElsewhere(): void {
    this.sender.changedElsewhere();
  }

  markRead(seq: number): void {
    const head = this.view.head;
    if (!head || seq <= this.readSeq) {
      return;
    }

    this.ports.store.set(this.readKey, `${head.id}:${seq}`);
    if (this.connection === 'live') {
      this.link.say({ t: 'read', seq });
    } else {
      void this.link.ask('POST', '/api/visitor/read', { seq });
    }

    this.changed();
  }

  /** What is being typed goes along only where the shop's rules say so. */
  sayTyping(text?: string): void {
    if (this.connection === 'live' && this.ports.now() - this.lastTypingAt >= TYPING_EVERY_MS) {
      this.lastTypingAt = this.ports.now();
      this.link.say(text ? { t: 'typing', text: text.slice(0, 500) } : { t: 'typing' });
    }
  }

  async loadOlder(): Promise<void> {
    const first = this.view.messages[0];
    if (!first || !this.link.token) {
      return;
    }

    const answer = await this.link.ask('GET', `/api/visitor/messages?c=${first.c}&before=${first.seq}`);
    if (answer.status === 200) {
      const page = answer.json as { messages: Message[]; hasMore: boolean };
      this.view = applyOlder(this.view, page.messages, page.hasMore);
      this.changed();
    }
  }

  /** The token for an upload; opens a session when there is none yet. */
  async uploadToken(): Promise<string | null> {
    if (!this.link.token) {
      await this.link.readSession();
    }

    return this.link.token;
  }

  private get readKey(): string {
    return `zg:${this.options.key}:read`;
  }

  private entered(session: Session): void {
    this.view = applySession(this.view, session);
    this.settleStored();
    this.trouble = null;
    this.changed();
  }

  private heard(frame: ServerFrame): void {
    switch (frame.t) {
      case 'ready':
        if (frame.epoch === this.view.epoch) {
          this.link.becomeLive();
        } else {
          this.link.beginAnew();
        }

        break;
      case 'reload':
        this.link.beginAnew();
        break;
      case 'events':
        this.takeEvents(frame.from, frame.to, frame.events);
        break;
      case 'ack':
        this.sender.acknowledged(frame);
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
        this.link.lineLost();
        break;
      default:
        break; // a later house may say more
    }
  }

  private takeEvents(from: number, to: number, events: Feed['events']): void {
    const applied = applyEvents(this.view, from, to, events);
    if (applied.missed) {
      this.link.lineLost();
      return;
    }

    this.view = applied.view;
    if (events.some((e) => e.k === 'message' && e.message.sender !== 'buyer')) {
      this.typing = null;
    }

    this.settleStored();
    if (this.view.head?.state === 'waiting' && this.view.head.queuePosition == null) {
      this.link.askWhetherAlive(); // the answer tells the place in the queue
    }

    this.changed();
  }

  private settleStored(): void {
    this.sender.settleStored(new Set(this.view.messages.flatMap((m) => (m.sender === 'buyer' && m.id ? [m.id] : []))));
  }

  /** Shown in its place at once; the event that follows replaces it. */
  private showAccepted(entry: Outgoing, ack: Ack): void {
    if (ack.c && !this.view.messages.some((m) => m.c === ack.c && m.seq === ack.seq)) {
      this.view = applyOlder(
        this.view,
        [{ c: ack.c, seq: ack.seq, id: ack.id, kind: entry.kind, sender: 'buyer', at: ack.at, text: entry.text, body: entry.card ? { card: entry.card } : null }],
        this.view.hasOlder,
      );
    }
  }

  private refused(frame: { id?: string } & Trouble & { retryAfterMs?: number }): void {
    if (frame.id) {
      this.sender.refused({ ...frame, id: frame.id });
      return;
    }

    this.trouble = frame;
    if (frame.code.endsWith('.token_unknown')) {
      this.link.beginAnew(true);
    }

    this.changed();
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

  private changed(): void {
    this.listeners.forEach((listener) => listener());
  }
}
