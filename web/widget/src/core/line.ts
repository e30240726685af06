import type { Ports, SocketLine } from './ports';
import type { ClientFrame, ServerFrame } from './wire';

/** How long an answer may take before the line counts as lost. */
export const ANSWER_MS = 10_000;

/** Silence after which the line is asked whether it still lives. */
const QUIET_MS = 20_000;

export type LineEars = {
  hello(): ClientFrame;
  heard(frame: ServerFrame): void;
  /** Closed, silent or out of its mind; the line is not dropped yet. */
  lost(): void;
};

/** One socket at a time, and whether it lives: a line that is replaced or dropped is never heard again. */
export class Line {
  /** The house has answered hello; before that nothing is sent. */
  isReady = false;

  private socket: SocketLine | null = null;
  private number = 0;
  private cancelHeart: () => void = () => undefined;

  constructor(
    private readonly ports: Ports,
    private readonly ears: LineEars,
  ) {}

  open(): void {
    const number = ++this.number;
    this.isReady = false;
    const mine = (act: () => void): void => {
      if (number === this.number) {
        act();
      }
    };
    this.socket = this.ports.openSocket({
      opened: () => mine(() => this.say(this.ears.hello())),
      heard: (text) => mine(() => this.hear(text)),
      closed: () => mine(() => this.ears.lost()),
    });
    this.waitForAnswer();
  }

  /** The answer to hello has come: from here on the long silence is allowed. */
  becomeReady(): void {
    this.isReady = true;
    this.listenOn();
  }

  drop(): void {
    const socket = this.socket;
    this.number++;
    this.socket = null;
    this.isReady = false;
    this.cancelHeart();
    socket?.close();
  }

  say(frame: ClientFrame): void {
    this.socket?.send(JSON.stringify(frame));
  }

  askWhetherAlive(): void {
    if (this.socket === null) {
      return; // nobody to ask: polling has its own clock
    }

    this.say({ t: 'ping' });
    this.waitForAnswer();
  }

  private hear(text: string): void {
    let frame: ServerFrame;
    try {
      frame = JSON.parse(text) as ServerFrame;
    } catch {
      this.ears.lost();
      return;
    }

    this.listenOn();
    this.ears.heard(frame);
  }

  /** Something was heard: the line lives; ask again when it has been quiet for a while. */
  private listenOn(): void {
    if (this.isReady) {
      this.cancelHeart();
      this.cancelHeart = this.ports.later(QUIET_MS, () => this.askWhetherAlive());
    } else {
      this.waitForAnswer();
    }
  }

  private waitForAnswer(): void {
    this.cancelHeart();
    this.cancelHeart = this.ports.later(ANSWER_MS, () => this.ears.lost());
  }
}
