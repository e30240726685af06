import { describe, expect, it } from 'vitest';
import { reminderOf } from './limit';
import type { Duty, DutyLimits } from './wire';

const since = '2026-11-02T04:00:00Z';
const at = (seconds: number) => Date.parse(since) + seconds * 1000;
const limits: DutyLimits = {
  awaySeconds: 900,
  onHoldSeconds: null,
  graceSeconds: 600,
  needsReason: false,
  awayReasons: [],
  onHoldReasons: [],
};
const me = (state: Duty['state']): Duty => ({ person: 'p', shop: 's', state, since, reason: null, setBy: null });

describe('reminderOf', () => {
  it('reminds at the limit, not before, and counts down the grace', () => {
    expect(reminderOf(me('away'), limits, at(899))).toBe('none');
    expect(reminderOf(me('away'), limits, at(900))).toEqual({ offInMs: 600_000 });
    expect(reminderOf(me('away'), limits, at(1560))).toEqual({ offInMs: 0 });
  });

  it('has nothing to say without a limit or in another state, and never threatens without a grace', () => {
    expect(reminderOf(me('on-hold'), limits, at(9000))).toBe('none');
    expect(reminderOf(me('ready'), limits, at(9000))).toBe('none');
    expect(reminderOf(me('away'), { ...limits, graceSeconds: null }, at(9000))).toBe('over');
  });
});
