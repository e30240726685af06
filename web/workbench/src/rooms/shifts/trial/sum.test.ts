import { describe, expect, it } from 'vitest';
import { sumOf } from './sum';
import type { TrialBook, TrialDay } from './wire';

const book = (served: number, waitMean: number, given: number): TrialBook => ({
  which: 'in-force',
  title: { zh: '制度', en: 'Book' },
  version: 1,
  served,
  lost: 1,
  stillWaiting: 0,
  backToLast: 0,
  overflowed: 0,
  waitMean,
  waitMedian: waitMean,
  waitP90: waitMean,
  waitMax: waitMean,
  within30: served,
  people: [{ person: 'a', name: '小李', weight: 100, given, servingSeconds: 60 }],
  hours: [{ hour: 9, buyers: served + 1, lost: 1, waitMean }],
});

const day = (one: TrialBook): TrialDay => ({
  day: '2026-11-01',
  buyers: one.served + 1,
  agents: 1,
  isFromAnswers: false,
  books: [one],
});

describe('several days under a book', () => {
  it('weighs means by who was served and adds up the rest', () => {
    const sum = sumOf([day(book(10, 6, 10)), day(book(30, 2, 30))], 0);
    expect(sum).toMatchObject({ buyers: 42, served: 40, lost: 2, waitMean: 3, waitP90: 6 });
    expect(sum?.people[0]?.given).toBe(40);
    expect(sum?.hours[0]).toMatchObject({ hour: 9, buyers: 42, lost: 2, waitMean: 3 });
  });

  it('gives nothing without days', () => {
    expect(sumOf([], 0)).toBeNull();
  });
});
