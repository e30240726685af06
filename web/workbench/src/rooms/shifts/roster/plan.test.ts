import { describe, expect, it } from 'vitest';
import { addDays, endOf, monday, nextMonth, weekday } from './days';
import { changes, copyWeek, fill, hoursOf, keyOf, knownOf } from './plan';
import type { ShiftCell } from './wire';

const early: ShiftCell = { shift: '早班', start: '08:30', end: '17:00', place: 'office' };
const late: ShiftCell = { shift: '晚班', start: '16:30', end: '00:00', place: null };
const nothing = knownOf([]);

describe('days', () => {
  it('run over months and years and know their weekday', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(weekday('2026-10-04')).toBe(7);
    expect(monday('2026-10-04')).toBe('2026-09-28');
    expect(endOf('2026-12')).toBe('2027-01-01');
    expect(nextMonth('2026-01', -1)).toBe('2025-12');
  });
});

describe('filling a roster', () => {
  it('by the week begins on Mondays', () => {
    const days = fill(nothing, {
      people: ['a'],
      from: '2026-10-03',
      to: '2026-10-06',
      pattern: [early, early, early, early, early, null, null],
      way: 'week',
      keepsFilled: false,
    });
    expect(days.map((day) => day.shifts.length)).toEqual([0, 0, 1]);
  });

  it('in turn lets each person begin one place later', () => {
    const days = fill(nothing, {
      people: ['a', 'b'],
      from: '2026-10-01',
      to: '2026-10-03',
      pattern: [early, late],
      way: 'turn',
      keepsFilled: false,
    });
    expect(days.map((day) => day.shifts[0]?.shift)).toEqual(['早班', '晚班', '晚班', '早班']);
  });

  it('keeps what stands there when asked to', () => {
    const known = new Map([[keyOf('a', '2026-10-01'), [late]]]);
    const plan = { people: ['a'], from: '2026-10-01', to: '2026-10-03', pattern: [early], way: 'turn' as const };
    expect(fill(known, { ...plan, keepsFilled: true }).map((day) => day.date)).toEqual(['2026-10-02']);
    expect(fill(known, { ...plan, keepsFilled: false })).toHaveLength(2);
  });

  it('copies a week with its free days', () => {
    const known = knownOf([{ person: 'a', date: '2026-09-28', shifts: [early] }]);
    const days = copyWeek(known, ['a'], '2026-09-28', ['2026-10-05']);
    expect(days).toHaveLength(7);
    expect(days[0]).toEqual({ person: 'a', date: '2026-10-05', shifts: [early] });
    expect(days.slice(1).every((day) => day.shifts.length === 0)).toBe(true);
  });
});

describe('what changes', () => {
  it('is not a free day that was free', () => {
    const known = knownOf([{ person: 'a', date: '2026-10-01', shifts: [early] }]);
    const free = (date: string) => ({ person: 'a', date, shifts: [] });
    expect(changes(known, [free('2026-10-01'), free('2026-10-02')]).map((day) => day.date)).toEqual(['2026-10-01']);
  });
});

describe('hours', () => {
  it('of a night run into the next day', () => {
    expect(hoursOf(late)).toBe(7.5);
    expect(hoursOf(early)).toBe(8.5);
    expect(hoursOf({ ...early, start: null })).toBe(0);
  });
});
