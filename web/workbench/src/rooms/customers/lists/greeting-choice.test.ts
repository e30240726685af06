import { expect, it } from 'vitest';
import { linesOf, wayOf } from './greeting-choice';
import type { Proposal } from './wire';

const one = (part: Partial<Proposal>): Proposal => ({
  buyer: 'a',
  number: 1,
  name: '小雨',
  tel: null,
  ways: ['chat', 'phone'],
  chat: 'free',
  text: '月初好',
  lastMonth: null,
  ...part,
});

it('goes the best way that is open now, or the one chosen', () => {
  expect(wayOf(one({}), undefined)).toBe('chat');
  expect(wayOf(one({ chat: 'busy' }), undefined)).toBe('phone');
  expect(wayOf(one({ chat: 'busy' }), { way: 'chat' })).toBe('phone');
  expect(wayOf(one({}), { way: 'phone' })).toBe('phone');
  expect(wayOf(one({ ways: ['chat'], chat: 'none' }), undefined)).toBeUndefined();
});

it('releases only what is chosen and can be reached, in the words as they were changed', () => {
  const list = [one({}), one({ buyer: 'b' }), one({ buyer: 'c', ways: ['chat'], chat: 'busy' })];
  expect(linesOf(['b', 'c'], list, { b: { text: '改过的话' } }, () => 'id')).toEqual([
    { id: 'id', buyer: 'b', way: 'chat', text: '改过的话' },
  ]);
});
