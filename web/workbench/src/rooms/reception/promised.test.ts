import { expect, test } from 'vitest';
import { promised } from './promised';
import type { Message } from './wire';

const said = (seq: number, person: string, part: Partial<Message> = {}): Message =>
  ({
    seq,
    sender: 'agent',
    kind: 'text',
    text: `第 ${seq} 句`,
    recalled: false,
    person: { id: person, name: person },
    ...part,
  }) as Message;

const talk = [
  said(1, 'me'),
  said(2, 'other'),
  said(3, 'me'),
  said(4, 'me', { recalled: true }),
  said(5, 'me', { kind: 'note' }),
  said(6, '', { sender: 'buyer', person: null }),
];

test.each([
  [1, 1],
  [2, 2], // a colleague's words too: they may have promised
  [6, 3], // a buyer promises nothing
  [4, 3],
  [null, 3],
  [99, 3],
])('pointing at %s makes a promise of %s', (pointed, seq) => {
  expect(promised(talk, pointed, 'me')?.seq).toBe(seq);
});

test('where nobody of ours has said anything there is nothing to promise', () => {
  expect(promised([said(6, '', { sender: 'buyer', person: null })], 6, 'me')).toBeNull();
  expect(promised([said(2, 'other')], null, 'me')).toBeNull();
});
