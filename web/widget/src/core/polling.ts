import type { Door } from './door';
import type { Ports } from './ports';
import type { Feed } from './wire';

const POLL_MS = 2_500;
const POLL_SLOW_MS = 10_000;
const QUIET_ROUNDS_BEFORE_SLOW = 20;
const TRY_SOCKET_AGAIN_MS = 60_000;

export type PollingHouse = {
  place(): { n: number; epoch: string | null };
  take(feed: Feed): void;
  reload(): void;
  failed(): void;
  /** The line may get through by now; polling has ended. */
  trySocket(): void;
};

/** Asks for events again and again where sockets do not get through; gives the socket a try once a minute. */
export class Polling {
  private isOn = false;
  private again: (() => void) | null = null;
  private cancel: () => void = () => undefined;

  constructor(
    private readonly ports: Ports,
    private readonly door: Door,
    private readonly house: PollingHouse,
  ) {}

  start(): void {
    this.isOn = true;
    void this.poll(this.ports.now() + TRY_SOCKET_AGAIN_MS, 0);
  }

  stop(): void {
    this.isOn = false;
    this.cancel();
  }

  /** Do not wait for the next round. */
  hurry(): void {
    this.again?.();
  }

  private async poll(until: number, quietRounds: number): Promise<void> {
    this.again = null;
    const { n, epoch } = this.house.place();
    const answer = await this.door.ask('GET', `/api/visitor/feed?after=${n}&epoch=${epoch ?? ''}`);
    if (!this.isOn) {
      return;
    }

    if (answer.status !== 200) {
      this.isOn = false;
      this.house.failed();
      return;
    }

    const feed = answer.json as Feed;
    if (feed.reload) {
      this.isOn = false;
      this.house.reload();
      return;
    }

    this.house.take(feed);
    if (this.ports.now() >= until) {
      this.isOn = false;
      this.house.trySocket();
      return;
    }

    const quiet = feed.events.length > 0 ? 0 : quietRounds + 1;
    const again = (): void => {
      this.cancel();
      void this.poll(until, quiet);
    };
    this.cancel = this.ports.later(quiet > QUIET_ROUNDS_BEFORE_SLOW ? POLL_SLOW_MS : POLL_MS, again);
    this.again = again;
  }
}
