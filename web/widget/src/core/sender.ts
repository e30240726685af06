import { troubleOf } from './door';
import { newId } from './ids';
import { ANSWER_MS } from './line';
import { Outbox, type Outgoing } from './outbox';
import type { HttpAnswer, Ports } from './ports';
import type { Ack, SendAct } from './wire';

const TOO_MANY_PAUSE_MS = 3_000;

export type SenderHouse = {
  /** How a message may leave just now. */
  way(): 'line' | 'post' | 'none';
  say(act: SendAct): void;
  post(act: SendAct): Promise<HttpAnswer>;
  /** The line has not acknowledged what was sent. */
  lost(): void;
  /** Stands in the record now; the event that tells of it follows. */
  accepted(entry: Outgoing, ack: Ack): void;
  posted(): void;
  changed(): void;
};

/** What is sent stays here until it is acknowledged; one message is in flight at a time, so the order of typing is the order of arrival. */
export class Sender {
  outbox: Outgoing[];

  private readonly box: Outbox;
  private inFlight: string | null = null;
  /** Ends the wait for an acknowledgement, or the pause after "too many". */
  private cancelWait: () => void = () => undefined;

  constructor(
    private readonly ports: Ports,
    key: string,
    private readonly house: SenderHouse,
  ) {
    this.box = new Outbox(ports.store, `zg:${key}:out:`);
    this.outbox = this.box.list();
  }

  add(act: Omit<SendAct, 'id'>): string {
    const last = this.outbox[this.outbox.length - 1];
    // A clock set back must not change the order of what was typed.
    const at = Math.max(this.ports.now(), last ? last.at + 1 : 0);
    const entry: Outgoing = { ...act, id: newId(this.ports.now(), this.ports.random), at, state: 'waiting' };
    this.box.put(entry);
    this.outbox = [...this.outbox, entry];
    return entry.id;
  }

  retry(id: string): void {
    this.mark(id, 'waiting', undefined);
    this.flush();
    this.house.changed();
  }

  discard(id: string): void {
    if (this.inFlight !== id) {
      this.settle(id);
      this.house.changed();
    }
  }

  /** Another tab's entry was acknowledged there, or a new one written there. */
  changedElsewhere(): void {
    const stored = new Set(this.box.list().map((o) => o.id));
    this.outbox = this.outbox.filter((o) => stored.has(o.id));
    this.house.changed();
  }

  /** The way is gone: what was in flight waits for the next one. */
  wayLost(): void {
    this.inFlight = null;
    this.cancelWait();
  }

  /** A message that stands in the record needs no acknowledgement any more. */
  settleStored(ids: Set<string>): void {
    this.outbox.filter((o) => ids.has(o.id)).forEach((o) => this.settle(o.id));
  }

  acknowledged(ack: Ack): void {
    const entry = this.outbox.find((o) => o.id === ack.id);
    if (entry) {
      this.house.accepted(entry, ack);
    }

    this.settle(ack.id);
    this.flush();
    this.house.changed();
  }

  refused(no: { id: string; code: string; detail: string; retryAfterMs?: number }): void {
    this.cancelWait();
    this.inFlight = null;
    if (no.code.endsWith('.too_many') || no.code.endsWith('.unavailable')) {
      this.flushLater(no.retryAfterMs); // not wrong, only too soon: it stays in its place
      return;
    }

    this.mark(no.id, 'refused', no.detail);
    this.flush();
    this.house.changed();
  }

  /** Sends the oldest waiting message, if none is on its way. */
  flush(): void {
    const next = this.outbox.find((o) => o.state === 'waiting');
    const way = this.house.way();
    if (!next || this.inFlight || way === 'none') {
      return;
    }

    this.inFlight = next.id;
    if (way === 'line') {
      this.house.say(actOf(next));
      this.cancelWait();
      this.cancelWait = this.ports.later(ANSWER_MS, () => this.house.lost());
    } else {
      void this.post(next);
    }
  }

  private async post(entry: Outgoing): Promise<void> {
    const answer = await this.house.post(actOf(entry));
    if (this.inFlight !== entry.id) {
      return; // acknowledged meanwhile on another way
    }

    this.inFlight = null;
    if (answer.status === 200) {
      this.acknowledged(answer.json as Ack);
      this.house.posted();
    } else if (answer.status === 0 || answer.status === 429 || answer.status === 401 || answer.status >= 500) {
      this.flushLater();
    } else {
      this.refused({ id: entry.id, ...troubleOf(answer) });
    }
  }

  private flushLater(ms = TOO_MANY_PAUSE_MS): void {
    this.cancelWait();
    this.cancelWait = this.ports.later(ms, () => this.flush());
  }

  private mark(id: string, state: Outgoing['state'], why: string | undefined): void {
    this.outbox = this.outbox.map((o) => (o.id === id ? { ...o, state, why } : o));
    this.outbox.filter((o) => o.id === id).forEach((o) => this.box.put(o));
  }

  private settle(id: string): void {
    this.box.remove(id);
    this.outbox = this.outbox.filter((o) => o.id !== id);
    if (this.inFlight === id) {
      this.inFlight = null;
      this.cancelWait();
    }
  }
}

const actOf = ({ id, kind, text, fileId, card, page, product }: Outgoing): SendAct => ({ id, kind, text, fileId, card, page, product });
