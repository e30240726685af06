import { describe, expect, it } from 'vitest';
import { begins, ends } from './moments';

const zone = 'Asia/Shanghai';
const now = Date.parse('2026-11-23T04:00:00Z');

describe('moments of a promotion', () => {
  it.each([
    ['2026-11-23T16:00:00Z', '11-23 24:00'],
    ['2026-11-23T15:59:00Z', '11-23 23:59'],
    ['2026-12-31T16:00:00Z', '12-31 24:00'],
    ['2027-01-01T16:00:00Z', '2027-01-01 24:00'],
  ])('ends at %s: %s', (at, said) => expect(ends(at, zone, now)).toBe(said));
  it('begins at midnight of its own day', () => expect(begins('2026-11-23T16:00:00Z', zone, now)).toBe('11-24 00:00'));
});
