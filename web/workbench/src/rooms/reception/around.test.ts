import { describe, expect, it } from 'vitest';
import { joined } from './around';
import { emptyThread, type Thread } from './state';
import type { Message } from './wire';

const message = (seq: number, text = ''): Message => ({
  c: 'c',
  seq,
  id: `m${seq}`,
  kind: 'text',
  sender: 'buyer',
  person: null,
  at: '2026-10-03T06:00:00Z',
  text,
  body: null,
  recalled: false,
  delivery: null,
});
const span = (from: number, to: number, text = '') =>
  Array.from({ length: to - from + 1 }, (_, index) => message(from + index, text));
const thread = (from: number, to: number): Thread => ({
  ...emptyThread,
  isLoaded: true,
  messages: span(from, to, 'told').map((one) => ({ message: one, n: 5 })),
});
const seqs = (all: ReturnType<typeof joined>) => all.messages.map((told) => told.message.seq);

describe('a piece of the record read apart', () => {
  it('stands alone while messages lie between it and what the feed keeps', () => {
    const all = joined(span(10, 19), thread(21, 30));
    expect(all.isJoined).toBe(false);
    expect(seqs(all)).toEqual(span(10, 19).map((one) => one.seq));
  });

  it('joins where the two touch', () => {
    const all = joined(span(10, 19), thread(20, 30));
    expect(all.isJoined).toBe(true);
    expect(seqs(all)).toEqual(span(10, 30).map((one) => one.seq));
  });

  it('takes the word of the feed where both know a message', () => {
    const all = joined(span(10, 24), thread(20, 30));
    expect(seqs(all)).toEqual(span(10, 30).map((one) => one.seq));
    expect(all.messages.find((told) => told.message.seq === 22)?.message.text).toBe('told');
  });

  it('waits for a record that is not loaded or has a hole', () => {
    expect(joined(span(1, 5), undefined).isJoined).toBe(false);
    expect(joined(span(1, 5), { ...thread(3, 9), hasHole: true }).isJoined).toBe(false);
    expect(joined([], thread(1, 2)).messages).toEqual([]);
  });
});
