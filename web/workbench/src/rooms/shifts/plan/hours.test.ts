import { expect, it } from 'vitest';
import { expectedOf, isUncovered, percent, shownHours } from './hours';
import type { ExpectedHour } from './wire';

const day = (used: Record<number, [arrivals: number, people: number]>): ExpectedHour[] =>
  Array.from({ length: 24 }, (_, hour) => ({ hour, arrivals: used[hour]?.[0] ?? 0, people: used[hour]?.[1] ?? 0 }));

it('shows from the first to the last hour with anybody, and nothing of an empty day', () => {
  expect(shownHours(day({ 9: [1, 0], 12: [0, 2] })).map((one) => one.hour)).toEqual([9, 10, 11, 12]);
  expect(shownHours(day({}))).toEqual([]);
});

it('writes the part of an hour and what comes of it', () => {
  expect(percent({ hour: 9, minutes: 60, share: 667 })).toBe('66.7%');
  expect(percent({ hour: 9, minutes: 60, share: 500 })).toBe('50%');
  expect(percent({ hour: 9, minutes: 60, share: null })).toBe('');
  expect(percent(undefined)).toBe('');
  expect(expectedOf({ hour: 9, minutes: 60, share: 250 }, 8)).toBe(2);
});

it('names the hours in which buyers are expected and nobody is planned', () => {
  expect(
    day({ 8: [2, 0], 9: [2, 1], 10: [0, 0] })
      .filter(isUncovered)
      .map((one) => one.hour),
  ).toEqual([8]);
});
