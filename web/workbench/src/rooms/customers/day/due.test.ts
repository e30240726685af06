import { describe, expect, it } from 'vitest';
import { endsDay, laterChoices } from './due';

const zone = 'Asia/Shanghai';

describe('laterChoices', () => {
  it('gives mornings of the shop, over the end of a month too', () => {
    const now = Date.parse('2026-11-30T15:30:00Z'); // 23:30 in the shop
    expect(laterChoices(now, zone).map((one) => [one.id, one.at])).toEqual([
      ['in30', '2026-11-30T16:00:00.000Z'],
      ['in120', '2026-11-30T17:30:00.000Z'],
      ['tomorrow', '2026-12-01T01:00:00.000Z'],
      ['threeDays', '2026-12-03T01:00:00.000Z'],
    ]);
  });
});

describe('endsDay', () => {
  it('knows the shop’s midnight from an hour', () => {
    expect(endsDay('2026-11-22T16:00:00Z', zone)).toBe(true);
    expect(endsDay('2026-11-22T16:00:01Z', zone)).toBe(false);
    expect(endsDay('2026-11-23T00:00:00Z', zone)).toBe(false);
  });
});
