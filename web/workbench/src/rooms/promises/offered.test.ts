import { expect, it } from 'vitest';
import { mayUndo } from './offered';
import type { PromiseLine } from './wire';

const promise = (more: Partial<PromiseLine>): PromiseLine => ({
  id: 'p',
  what: '寄出发票',
  words: null,
  madeAt: '2026-11-23T02:01:00Z',
  madeBy: null,
  owner: 'me',
  ownerName: null,
  due: '2026-12-23T14:00:00Z',
  isTold: false,
  buyer: null,
  buyerName: null,
  conversation: 'c',
  seq: null,
  order: null,
  state: 'open',
  endedAt: null,
  moved: 0,
  chased: 0,
  isMine: true,
  isSoon: false,
  isLate: false,
  isEscalated: false,
  isUrge: false,
  department: null,
  ...more,
});

it('is taken back at once only by whoever made it, where it was made, before the buyer was told', () => {
  expect(mayUndo(promise({}), 'c')).toBe(true);
  expect(mayUndo(promise({}), 'later')).toBe(false);
  expect(mayUndo(promise({ isMine: false }), 'c')).toBe(false);
  expect(mayUndo(promise({ isTold: true }), 'c')).toBe(false);
});
