import { backoffMs } from './backoff';
import { Door, type ClientOptions, type Trouble } from './door';
import { Line } from './line';
import { Polling } from './polling';
import type { Connection, HttpAnswer, Ports } from './ports';
import type { ClientFrame, Feed, ServerFrame, Session } from './wire';

const SOCKET_FAILURES_BEFORE_POLLING = 2;

export type LinkHouse = {
  place(): { n: number; epoch: string | null };
  entered(session: Session): void;
  told(trouble: Trouble): void;
  heard(frame: ServerFrame): void;
  take(feed: Feed): void;
  /** Messages may leave. */
  opened(): void;
  /** What was on its way may not have arrived. */
  lost(): void;
  changed(): void;
};

/** Which way leads to the house just now: a session first, then the socket, or polling where sockets do not get through. */
export class Link {
  connection: Connection = 'idle';
  retryAt = 0;

  private readonly door: Door;
  private readonly line: Line;
  private readonly polling: Polling;
  private socketFailures = 0;
  private attempt = 0;
  private isStopped = true;
  private cancelRetry: () => void = () => undefined;

  constructor(
    private readonly ports: Ports,
    options: ClientOptions,
    private readonly house: LinkHouse,
  ) {
    this.door = new Door(ports, options);
    this.line = new Line(ports, {
      hello: () => ({ t: 'hello', token: this.door.token ?? '', after: house.place().n, epoch: house.place().epoch }),
      heard: (frame) => house.heard(frame),
      lost: () => this.lineLost(),
    });
    this.polling = new Polling(ports, this.door, {
      place: () => house.place(),
      take: (feed) => house.take(feed),
      reload: () => void this.openSession(),
      failed: () => {
        this.socketFailures = 0;
        this.retryLater();
      },
      trySocket: () => {
        this.socketFailures = SOCKET_FAILURES_BEFORE_POLLING - 1; // one try; failing it leads straight back to polling
        house.lost();
        this.set('connecting');
        this.line.open();
      },
    });
  }

  get token(): string | null {
    return this.door.token;
  }

  /** How a message may leave just now. */
  get way(): 'line' | 'post' | 'none' {
    return this.connection === 'live' && this.line.isReady ? 'line' : this.connection === 'polling' ? 'post' : 'none';
  }

  start(): void {
    if (this.isStopped) {
      this.isStopped = false;
      void this.openSession();
    }
  }

  stop(): void {
    this.isStopped = true;
    this.dropLine();
    this.cancelRetry();
    this.polling.stop();
    this.set('idle');
  }

  /** The network came back, the page became visible, the person asked: do not wait for the clock. */
  hurry(): void {
    if (this.isStopped) {
      return;
    }

    if (this.connection === 'waiting') {
      this.cancelRetry();
      void this.openSession();
    } else if (this.connection === 'live') {
      this.line.askWhetherAlive();
    } else if (this.connection === 'polling') {
      this.polling.hurry();
    }
  }

  say(frame: ClientFrame): void {
    this.line.say(frame);
  }

  /** A request in this visitor's name. */
  ask(method: 'GET' | 'POST', path: string, body?: unknown): Promise<HttpAnswer> {
    return this.door.ask(method, path, body);
  }

  askWhetherAlive(): void {
    this.line.askWhetherAlive();
  }

  /** The house has answered hello and is the one that is known. */
  becomeLive(): void {
    this.line.becomeReady();
    this.attempt = 0;
    this.socketFailures = 0;
    this.set('live');
    this.house.opened();
  }

  /** Leaves the line and asks the house for everything again; with another name where the old one is not known. */
  beginAnew(isUnknown = false): void {
    if (isUnknown) {
      this.door.forgetToken();
    }

    this.dropLine();
    void this.openSession();
  }

  lineLost(): void {
    if (!this.line.isReady) {
      this.socketFailures++;
    }

    this.dropLine();
    if (!this.isStopped) {
      this.retryLater();
    }
  }

  async readSession(): Promise<'open' | 'later' | 'refused'> {
    const entry = await this.door.enter();
    if (entry === 'later') {
      return 'later';
    }

    if ('trouble' in entry) {
      this.house.told(entry.trouble);
      this.set('refused');
      return 'refused';
    }

    this.house.entered(entry.session);
    return 'open';
  }

  private async openSession(): Promise<void> {
    this.set('connecting');
    const entered = await this.readSession();
    if (this.isStopped || entered === 'refused') {
      return;
    }

    if (entered === 'later') {
      this.retryLater();
    } else if (this.socketFailures >= SOCKET_FAILURES_BEFORE_POLLING) {
      this.attempt = 0;
      this.set('polling');
      this.house.opened();
      this.polling.start();
    } else {
      this.line.open();
    }
  }

  private dropLine(): void {
    this.house.lost();
    this.line.drop();
  }

  private retryLater(): void {
    this.attempt++;
    const pause = backoffMs(this.attempt, this.ports.random);
    this.retryAt = this.ports.now() + pause;
    this.cancelRetry();
    this.cancelRetry = this.ports.later(pause, () => void this.openSession());
    this.set('waiting');
  }

  private set(connection: Connection): void {
    this.connection = connection;
    this.house.changed();
  }
}
