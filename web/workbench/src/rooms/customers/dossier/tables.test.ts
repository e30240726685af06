import { expect, it } from 'vitest';
import { tableOf } from './suggestions-page';

it('adds up the states of a topic and month, the topic with the most first', () => {
  const { months, rows } = tableOf(
    [
      { month: '2026-11', topic: 'goods', state: 'open', number: 1 },
      { month: '2026-11', topic: 'packing', state: 'done', number: 2 },
      { month: '2026-10', topic: 'packing', state: 'open', number: 3 },
      { month: '2026-11', topic: 'packing', state: 'open', number: 4 },
    ],
    (key) => key.toUpperCase(),
  );
  expect(months).toEqual(['2026-10', '2026-11']);
  expect(rows.map((row) => [row.topic, row.byMonth.get('2026-11'), row.byMonth.get('2026-10')])).toEqual([
    ['PACKING', 6, 3],
    ['GOODS', 1, undefined],
  ]);
});
