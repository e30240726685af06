import { backoff } from './backoff';

/** The part of a WebSocket that the client uses; tests bring their own. */
export type Line = {
  send: (text: string) => void;
  close: () => void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: (() => void) | null;
};

export type Frame = { t: string } & Record<string, unknown>;

export type LineState = 'connecting' | 'live' | 'away';

export type FeedOptions = {
  open: () => Line;
  /** The first frame after the line stands: where this client is in the feed. */
  hello: () => Frame;
  /** Every frame but `pong`. A `ready` makes the line live; `bye` is followed by a new line. */
  onFrame: (frame: Frame) => void;
  onState: (state: LineState) => void;
  /** Nothing heard for this long: ask whether the line still stands. */
  quietMs?: number;
  /** No answer for this long: the line is dead, whatever the socket says. */
  answerMs?: number;
  random?: () => number;
};

export type FeedClient = {
  start: () => void;
  stop: () => void;
  /** True when the frame was handed to a live line; a lost line may still swallow it. */
  send: (frame: Frame) => boolean;
  /** Says hello again on the line that stands: after a reload the feed goes on from the new snapshot. */
  greet: () => void;
  /** The network or the page came back: try at once instead of waiting, and doubt an old line. */
  nudge: () => void;
};

/**
 * Keeps one line to the server. It knows nothing of what the frames mean: resuming, reloading and repeating are the
 * caller's, who answers `hello` and hears `ready`. A socket that says "open" and delivers nothing is found by asking.
 */
export const createFeedClient = (options: FeedOptions): FeedClient => {
  const { quietMs = 15_000, answerMs = 6_000, random = Math.random } = options;
  let line: Line | null = null;
  let isLive = false;
  let isStarted = false;
  let failures = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let quiet: ReturnType<typeof setTimeout> | undefined;

  const listenForQuiet = () => {
    clearTimeout(quiet);
    quiet = setTimeout(ask, quietMs);
  };
  const ask = () => {
    line?.send(JSON.stringify({ t: 'ping' }));
    clearTimeout(quiet);
    quiet = setTimeout(drop, answerMs);
  };
  /** Gives the line up without waiting for the socket to admit it. */
  const drop = () => {
    const old = line;
    line = null;
    isLive = false;
    clearTimeout(quiet);
    if (old !== null) {
      old.onopen = old.onmessage = old.onclose = null;
      try {
        old.close();
      } catch {
        // already gone
      }
    }
    if (!isStarted) return;
    options.onState('away');
    clearTimeout(retry);
    retry = setTimeout(connect, backoff(failures++, random));
  };
  const hear = (data: unknown) => {
    listenForQuiet();
    const frame = parse(data);
    if (frame === null || frame.t === 'pong') return;
    if (frame.t === 'ready') {
      isLive = true;
      failures = 0;
      options.onState('live');
    }
    options.onFrame(frame);
    if (frame.t === 'bye') drop();
  };
  const connect = () => {
    clearTimeout(retry);
    if (!isStarted || line !== null) return;
    options.onState('connecting');
    let opened: Line;
    try {
      opened = options.open();
    } catch {
      drop();
      return;
    }
    line = opened;
    opened.onopen = () => opened.send(JSON.stringify(options.hello()));
    opened.onmessage = (event) => {
      if (line === opened) hear(event.data);
    };
    opened.onclose = () => {
      if (line === opened) drop();
    };
    // Also covers a line that never opens.
    clearTimeout(quiet);
    quiet = setTimeout(drop, quietMs);
  };

  return {
    start: () => {
      if (isStarted) return;
      isStarted = true;
      connect();
    },
    stop: () => {
      isStarted = false;
      clearTimeout(retry);
      drop();
    },
    send: (frame) => {
      if (line === null || !isLive) return false;
      line.send(JSON.stringify(frame));
      return true;
    },
    greet: () => line?.send(JSON.stringify(options.hello())),
    nudge: () => {
      if (!isStarted) return;
      if (line === null) {
        failures = 0;
        connect();
      } else if (isLive) ask();
    },
  };
};

const parse = (data: unknown): Frame | null => {
  if (typeof data !== 'string') return null;
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === 'object' && value !== null && typeof (value as Frame).t === 'string'
      ? (value as Frame)
      : null;
  } catch {
    return null;
  }
};
