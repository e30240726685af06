import { describe, expect, it } from 'vitest';
import { zonedInstant } from '@/shared/time/zoned';
import { snoozeChoices } from './snooze-choices';

describe('putting aside', () => {
  it('reads the clock on the wall of the shop', () => {
    expect(zonedInstant('2026-11-22T20:00', 'Asia/Shanghai')).toBe('2026-11-22T12:00:00.000Z');
    expect(zonedInstant('2026-07-01T09:00', 'Europe/Berlin')).toBe('2026-07-01T07:00:00.000Z');
    expect(zonedInstant('2026-12-01T09:00', 'Europe/Berlin')).toBe('2026-12-01T08:00:00.000Z');
  });

  it('offers tonight only while it is still ahead', () => {
    const morning = Date.parse('2026-11-22T02:00:00Z');
    const night = Date.parse('2026-11-22T14:00:00Z');
    expect(snoozeChoices(morning, 'Asia/Shanghai').map((choice) => choice.id)).toContain('tonight');
    expect(snoozeChoices(night, 'Asia/Shanghai').map((choice) => choice.id)).not.toContain('tonight');
    expect(snoozeChoices(night, 'Asia/Shanghai').at(-1)?.at).toBe('2026-11-23T01:00:00.000Z');
  });
});
