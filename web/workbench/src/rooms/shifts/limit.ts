import type { Duty, DutyLimits } from './wire';

export type Reminder = 'none' | 'over' | { offInMs: number };

/** Away or on hold for longer than the rule book says: the person is reminded, and told when the house sets off duty. */
export const reminderOf = (me: Duty, limits: DutyLimits | undefined, now: number): Reminder => {
  const limit = me.state === 'away' ? limits?.awaySeconds : me.state === 'on-hold' ? limits?.onHoldSeconds : null;
  if (limits === undefined || limit === null || limit === undefined) return 'none';
  const over = now - Date.parse(me.since) - limit * 1000;
  if (over < 0) return 'none';
  return limits.graceSeconds === null ? 'over' : { offInMs: Math.max(0, limits.graceSeconds * 1000 - over) };
};
