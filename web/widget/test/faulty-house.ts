import type { KeyValue } from '../src/core/outbox';
import { memoryStore } from '../src/core/outbox';
import type { HttpAnswer, Ports, SocketEars, SocketLine } from '../src/core/ports';
import type { ClientFrame, FeedEvent, Head, Message, SendAct, ServerFrame } from '../src/core/wire';

/** What goes wrong, as chances from 0 to 1. */
export type Faults = { dropFrame: number; doubleFrame: number; delayFrame: number; cutLine: number; deafLine: number; loseAnswer: number; noSockets: boolean };

export const noFaults: Faults = { dropFrame: 0, doubleFrame: 0, delayFrame: 0, cutLine: 0, deafLine: 0, loseAnswer: 0, noSockets: false };

/** Time that only moves when told to; the same seed gives the same run. */
export class FakeTime {
  now = 1_760_000_000_000;
  private queue: { at: number; order: number; act: () => void }[] = [];
  private order = 0;
  private seed: number;

  constructor(seed: number) {
    this.seed = seed;
  }

  random = (): number => {
    this.seed = (this.seed * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return this.seed / 4_294_967_296;
  };

  later = (ms: number, act: () => void): (() => void) => {
    const entry = { at: this.now + ms, order: this.order++, act };
    this.queue.push(entry);
    return () => {
      this.queue = this.queue.filter((e) => e !== entry);
    };
  };

  async run(ms: number): Promise<void> {
    const end = this.now + ms;
    for (;;) {
      await settle();
      const next = this.queue.filter((e) => e.at <= end).sort((a, b) => a.at - b.at || a.order - b.order)[0];
      if (!next) {
        break;
      }

      this.queue = this.queue.filter((e) => e !== next);
      this.now = Math.max(this.now, next.at);
      next.act();
    }

    this.now = end;
    await settle();
  }
}

const settle = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) {
    await Promise.resolve();
  }
};

/** A house in memory that keeps its promises (durable before acknowledged, ids once, numbers without gaps) over a network that does not. */
export class FaultyHouse {
  messages: Message[] = [];
  events: FeedEvent[] = [];
  epoch = 'e1';
  faults: Faults = { ...noFaults };
  sends = 0;
  refuse: ((act: SendAct) => ServerFrame | null) | null = null;
  lines = new Set<{ ears: SocketEars; told: number; isReady: boolean; isDeaf: boolean }>();

  constructor(private readonly time: FakeTime) {}

  ports(store: KeyValue = memoryStore()): Ports {
    return { now: () => this.time.now, random: this.time.random, later: this.time.later, store, openSocket: (ears) => this.open(ears), http: (method, path, options) => this.answer(method, path, options?.body) };
  }

  say(text: string): void {
    this.append('agent', text, `agent-${this.messages.length}`, 'text');
  }

  restoreBackup(epoch: string): void {
    this.epoch = epoch;
    this.cutAll();
  }

  cutAll(): void {
    [...this.lines].forEach((line) => this.cut(line));
  }

  private head(): Head | null {
    return this.messages.length === 0 ? null : { id: 'c1', state: 'open', assignee: null, lastSeq: this.messages.length, agentReadSeq: 0 };
  }

  private accept(act: SendAct): Message {
    this.sends++;
    return this.messages.find((m) => m.id === act.id) ?? this.append('buyer', act.text, act.id, act.kind);
  }

  private append(sender: Message['sender'], text: string, id: string, kind: Message['kind']): Message {
    const message: Message = { c: 'c1', seq: this.messages.length + 1, id, kind, sender, at: new Date(this.time.now).toISOString(), text };
    this.messages.push(message);
    this.events.push({ n: this.events.length + 1, k: 'message', head: this.head()!, message });
    this.lines.forEach((line) => this.tell(line));
    return message;
  }

  private open(ears: SocketEars): SocketLine {
    const line = { ears, told: 0, isReady: false, isDeaf: this.chance(this.faults.deafLine) };
    if (this.faults.noSockets) {
      this.time.later(30, () => ears.closed());
      return { send: () => undefined, close: () => undefined };
    }

    this.lines.add(line);
    this.time.later(10, () => this.lines.has(line) && ears.opened());
    return { send: (text) => this.deliver(line, () => this.hear(line, JSON.parse(text) as ClientFrame)), close: () => void this.lines.delete(line) };
  }

  private hear(line: { ears: SocketEars; told: number; isReady: boolean; isDeaf: boolean }, frame: ClientFrame): void {
    switch (frame.t) {
      case 'hello':
        if (frame.epoch !== this.epoch || frame.after === null) {
          this.post(line, { t: 'reload', why: 'epoch' });
          return;
        }

        line.told = frame.after;
        line.isReady = true;
        this.post(line, { t: 'ready', n: this.events.length, epoch: this.epoch });
        this.tell(line);
        break;
      case 'send': {
        const no = this.refuse?.(frame);
        if (no) {
          this.post(line, no);
          return;
        }

        const message = this.accept(frame);
        this.post(line, { t: 'ack', id: frame.id, c: 'c1', seq: message.seq, at: message.at, n: this.events.length });
        break;
      }
      case 'ping':
        this.post(line, { t: 'pong' });
        break;
      default:
        break;
    }
  }

  private tell(line: { ears: SocketEars; told: number; isReady: boolean; isDeaf: boolean }): void {
    if (line.isReady && line.told < this.events.length) {
      const from = line.told;
      line.told = this.events.length;
      this.post(line, { t: 'events', from, to: this.events.length, events: this.events.slice(from) });
    }
  }

  private post(line: { ears: SocketEars; isDeaf: boolean; told: number; isReady: boolean }, frame: ServerFrame): void {
    this.deliver(line, () => line.ears.heard(JSON.stringify(frame)));
  }

  /** Frames may be lost, doubled, late and out of order, and lines may fall silent or break. */
  private deliver(line: { ears: SocketEars; isDeaf: boolean; told: number; isReady: boolean }, act: () => void): void {
    if (this.chance(this.faults.cutLine)) {
      this.cut(line);
      return;
    }

    if (line.isDeaf || this.chance(this.faults.dropFrame)) {
      return;
    }

    const times = this.chance(this.faults.doubleFrame) ? 2 : 1;
    for (let i = 0; i < times; i++) {
      const delay = this.chance(this.faults.delayFrame) ? 50 + this.time.random() * 3000 : 5;
      this.time.later(delay, () => this.lines.has(line) && act());
    }
  }

  private cut(line: { ears: SocketEars; told: number; isReady: boolean; isDeaf: boolean }): void {
    if (this.lines.delete(line)) {
      this.time.later(1, () => line.ears.closed());
    }
  }

  private answer(method: string, path: string, body: unknown): Promise<HttpAnswer> {
    return new Promise((resolve) => {
      this.time.later(10, () => {
        if (this.chance(this.faults.loseAnswer / 2)) {
          resolve({ status: 0, json: null }); // never arrived
          return;
        }

        const json = this.handle(method, path, body);
        // Arrived, done, and the answer was lost on the way back.
        resolve(this.chance(this.faults.loseAnswer / 2) ? { status: 0, json: null } : { status: 200, json });
      });
    });
  }

  private handle(method: string, path: string, body: unknown): unknown {
    if (path.startsWith('/api/visitor/session')) {
      return { token: 't', buyer: { name: 'b', identity: 'anonymous' }, conversation: this.head(), messages: this.messages.slice(-50), n: this.events.length, epoch: this.epoch, hasOlder: this.messages.length > 50 };
    }

    if (path.startsWith('/api/visitor/feed')) {
      const query = new URLSearchParams(path.split('?')[1]);
      const after = Number(query.get('after'));
      return query.get('epoch') === this.epoch ? { n: this.events.length, epoch: this.epoch, events: this.events.slice(after) } : { n: 0, epoch: this.epoch, reload: true, events: [] };
    }

    if (method === 'POST' && path === '/api/visitor/messages') {
      const act = body as SendAct;
      const message = this.accept(act);
      return { id: act.id, c: 'c1', seq: message.seq, at: message.at, n: this.events.length };
    }

    return null;
  }

  private chance(of: number): boolean {
    return of > 0 && this.time.random() < of;
  }
}
