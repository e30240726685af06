import { expect, it } from 'vitest';
import { dueDay, dueWords } from './due-words';

const zone = 'Asia/Shanghai';
const now = Date.parse('2026-11-23T06:00:00Z'); // 14:00

it.each([
  ['2026-11-23T07:30:00Z', '15:30'],
  ['2026-11-23T16:00:00Z', '24:00'], // tonight
  ['2026-11-22T16:00:00Z', '昨天 24:00'],
  ['2026-11-24T06:00:00Z', '11/24 14:00'],
  ['2026-12-23T16:00:00Z', '12/23 24:00'],
])('says %s as %s', (due, words) => {
  expect(dueWords(due, zone, now)).toBe(words);
});

it('names the last day that keeps it', () => {
  expect(dueDay('2026-12-23T16:00:00Z', zone, now)).toBe('12月23日');
  expect(dueDay('2026-12-23T14:00:00Z', zone, now)).toBe('12月23日');
  expect(dueDay('2026-12-31T16:00:00Z', zone, now)).toBe('12月31日');
});
