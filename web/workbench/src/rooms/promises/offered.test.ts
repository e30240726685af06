import { expect, it } from 'vitest';
import { mayUndo, madeOf, type Offer } from './offered';
import type { PromiseLine } from './wire';

const offer = (more: Partial<Offer> = {}): Offer => ({
  policy: 'invoice',
  what: '寄出发票',
  on: '2026-12-23',
  due: '2026-12-23T14:00:00Z',
  from: 'request',
  since: '2026-11-23T02:00:00Z',
  order: null,
  why: null,
  ...more,
});

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

it('finds the promise that was made of what the book offers, whoever made it and whatever its day', () => {
  expect(madeOf([promise({ id: 'a', isMine: false, due: '2026-12-30T14:00:00Z' })], offer())?.id).toBe('a');
  expect(madeOf([], offer())).toBeNull();
  expect(madeOf([promise({ what: '补寄配件' })], offer())).toBeNull();
});

it('can be made anew once it ended, and is not what a colleague was urged to do', () => {
  for (const state of ['kept', 'broken', 'withdrawn'] as const) {
    expect(madeOf([promise({ state })], offer())).toBeNull();
  }
  expect(madeOf([promise({ isUrge: true })], offer())).toBeNull();
});

it('belongs to the order that it is counted from', () => {
  const promises = [promise({ id: 'old', order: 'R1' }), promise({ id: 'new', order: 'R2' })];
  expect(madeOf(promises, offer({ from: 'order', order: 'R2' }))?.id).toBe('new');
  expect(madeOf(promises, offer({ from: 'order', order: 'R3' }))).toBeNull();
});

it('is taken back at once only by whoever made it, before the buyer was told', () => {
  expect(mayUndo(promise({}))).toBe(true);
  expect(mayUndo(promise({ isMine: false }))).toBe(false);
  expect(mayUndo(promise({ isTold: true }))).toBe(false);
});
