import { describe, expect, it } from 'vitest';
import { days, monday, neighbour, periodOf, weekday } from './period';

describe('a period', () => {
  it('holds its day and ends before the next begins', () => {
    expect(periodOf('day', '2026-10-31')).toEqual({ kind: 'day', from: '2026-10-31', to: '2026-11-01' });
    expect(periodOf('week', '2026-10-15')).toEqual({ kind: 'week', from: '2026-10-12', to: '2026-10-19' });
    expect(periodOf('month', '2026-02-10')).toEqual({ kind: 'month', from: '2026-02-01', to: '2026-03-01' });
    expect(days(periodOf('last30', '2026-10-30'))).toHaveLength(30);
  });

  it('has neighbours without a hole between them', () => {
    for (const kind of ['day', 'week', 'month', 'last30'] as const) {
      const period = periodOf(kind, '2026-01-31');
      expect(neighbour(period, 1).from).toBe(period.to);
      expect(neighbour(period, -1).to).toBe(period.from);
    }
  });

  it('begins its week on Monday', () => {
    expect(monday('2026-10-18')).toBe('2026-10-12');
    expect(weekday('2026-10-18')).toBe(7);
  });
});
