import { describe, expect, it } from 'vitest';
import { arrange, nextWaiting, step, waitTone } from './arrange';
import { entryOf } from './state';
import { makeHead } from './testing/fake-server';

const minute = (n: number) => `2026-11-22T01:${String(n).padStart(2, '0')}:00.000Z`;
const entries = [
  entryOf(makeHead('c1', { lastAt: minute(9) }), 1),
  entryOf(makeHead('c2', { lastAt: minute(5), waitingSince: minute(5) }), 1),
  entryOf(makeHead('c3', { lastAt: minute(8), waitingSince: minute(2) }), 1),
  entryOf(makeHead('c4', { lastAt: minute(10), state: 'snoozed', snoozedUntil: minute(40) }), 1),
  entryOf(makeHead('c5', { state: 'waiting', assignee: null, waitingSince: minute(1), tags: ['急'] }), 1),
  entryOf(makeHead('c6', { assignee: { id: 'other', name: '小周' }, waitingSince: minute(0) }), 1),
  entryOf(makeHead('c7', { state: 'closed' }), 1),
];
const sift = { filter: 'mine' as const, tag: null, words: '' };

describe('the list', () => {
  it('puts who waits for me on top, longest first, then the rest by the last word, put aside last', () => {
    expect(arrange(entries, sift, 'me')).toEqual({ waiting: ['c3', 'c2'], rest: ['c1', 'c4'] });
  });

  it('shows the queue by the longest wait', () => {
    expect(arrange(entries, { ...sift, filter: 'queue' }, 'me')).toEqual({ waiting: ['c5'], rest: [] });
  });

  it('finds by name and by tag', () => {
    expect(arrange(entries, { filter: 'all', tag: null, words: '买家c2' }, 'me').waiting).toEqual(['c2']);
    expect(arrange(entries, { filter: 'all', tag: '急', words: '' }, 'me').waiting).toEqual(['c5']);
  });

  it('does not depend on the order in which conversations came', () => {
    const all = { ...sift, filter: 'all' as const };
    expect(arrange([...entries].reverse(), all, 'me')).toEqual(arrange(entries, all, 'me'));
  });

  it.each([
    [29, 'grey'],
    [30, 'amber'],
    [59, 'amber'],
    [60, 'red'],
  ])('after %d seconds of a limit of 60 the wait is %s', (seconds, tone) => {
    const since = minute(0);
    const limits = { redSeconds: 60, amberSeconds: 30 };
    expect(waitTone(since, limits, Date.parse(since) + seconds * 1000)).toBe(tone);
  });

  it('only counts where the shop set no limit', () => {
    expect(waitTone(minute(0), { redSeconds: null, amberSeconds: null }, Date.parse(minute(59)))).toBe('grey');
  });

  it('steps through the list without running over its ends', () => {
    expect(step(['a', 'b'], null, 1)).toBe('a');
    expect(step(['a', 'b'], 'b', 1)).toBe('b');
    expect(step(['a', 'b'], 'a', -1)).toBe('a');
    expect(nextWaiting({ waiting: ['a', 'b'], rest: ['c'] }, 'a')).toBe('b');
  });
});
