import type { KeyValue } from './outbox';

/** Everything the client core asks of the outside; tests bring their own. */
export type Ports = {
  now(): number;
  random(): number;
  /** Runs later; the answer cancels it. */
  later(ms: number, act: () => void): () => void;
  openSocket(hear: SocketEars): SocketLine;
  http(method: 'GET' | 'POST', path: string, options?: { body?: unknown; token?: string }): Promise<HttpAnswer>;
  store: KeyValue;
};

export type SocketEars = { opened(): void; heard(text: string): void; closed(): void };
export type SocketLine = { send(text: string): void; close(): void };

/** Status 0: no answer at all. */
export type HttpAnswer = { status: number; json: unknown };

export type Connection = 'idle' | 'connecting' | 'live' | 'polling' | 'waiting' | 'refused';
