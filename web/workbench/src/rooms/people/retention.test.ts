import { describe, expect, it } from 'vitest';
import { changesOf, isInRange } from './retention';

describe('isInRange', () => {
  it.each([
    [undefined, false],
    [35, false],
    [36, true],
    [36.5, false],
    [240, true],
    [241, false],
  ])('takes %s: %s', (value, right) => {
    expect(isInRange(value, { least: 36, most: 240 })).toBe(right);
  });
});

describe('changesOf', () => {
  const before = { contactDays: 90, chatMonths: 24, orderMonths: 36, wageMonths: 24 };

  it('names what differs, in the order of the page', () => {
    expect(changesOf(before, { ...before, wageMonths: 30, contactDays: 60 })).toEqual(['contactDays', 'wageMonths']);
  });

  it('names nothing when all is as it was', () => {
    expect(changesOf(before, { ...before })).toEqual([]);
  });
});
