import { describe, expect, it } from 'vitest';
import { newlyOver, toneOf } from './tone';

const now = Date.parse('2026-03-10T04:00:00Z');
const ago = (seconds: number) => new Date(now - seconds * 1000).toISOString();
const limits = { amberSeconds: 60, redSeconds: 120, supervisorSeconds: 180, capacity: 30 };

describe('a wait', () => {
  it.each([
    [59, 'grey'],
    [60, 'amber'],
    [119, 'amber'],
    [120, 'red'],
  ])('of %i seconds is %s', (seconds, tone) => expect(toneOf(ago(seconds), limits, now)).toBe(tone));

  it('has no colour without limits', () =>
    expect(toneOf(ago(9999), { ...limits, amberSeconds: null, redSeconds: null }, now)).toBe('grey'));

  it('is told once, and again only when it is another wait', () => {
    const rows = [
      { id: 'a', waitingSince: ago(181) },
      { id: 'b', waitingSince: ago(100) },
      { id: 'c', waitingSince: null },
    ];
    const first = newlyOver(rows, 180, now, new Set());
    expect(first).toHaveLength(1);
    expect(newlyOver(rows, 180, now, new Set(first))).toEqual([]);
    expect(newlyOver([{ id: 'a', waitingSince: ago(200) }], 180, now, new Set(first))).toHaveLength(1);
    expect(newlyOver(rows, null, now, new Set())).toEqual([]);
  });
});
