import { expect, it } from 'vitest';
import { newlyMissing } from './newly-missing';
import type { MissingAgent } from './wire';

const one = (person: string, since = '2026-10-05T08:30:00'): MissingAgent => ({
  person,
  name: person,
  shift: '早班',
  since,
});

it('tells of each absence once, and again when somebody came and went', () => {
  const first = newlyMissing([one('a')], new Set());
  expect(first.fresh.map((who) => who.person)).toEqual(['a']);
  const second = newlyMissing([one('a'), one('b')], first.told);
  expect(second.fresh.map((who) => who.person)).toEqual(['b']);
  const came = newlyMissing([one('b')], second.told);
  expect(came.fresh).toEqual([]);
  expect(newlyMissing([one('a'), one('b')], came.told).fresh.map((who) => who.person)).toEqual(['a']);
});

it('takes the next shift of the same person for another absence', () => {
  const { told } = newlyMissing([one('a')], new Set());
  expect(newlyMissing([one('a', '2026-10-05T16:30:00')], told).fresh).toHaveLength(1);
});
