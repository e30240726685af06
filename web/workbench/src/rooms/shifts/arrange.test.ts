import { describe, expect, it } from 'vitest';
import { arrange } from './arrange';
import type { DutyLine, DutyState } from './wire';

const line = (name: string, state: DutyState): DutyLine => ({
  person: name,
  name,
  number: '1',
  duty: { person: name, shop: 's', state, since: '2026-10-03T06:00:00.000Z', reason: null, setBy: null },
});

describe('the duty board', () => {
  it('has those who take conversations on top and those who are off at the end', () => {
    const people = [
      line('甲', 'off'),
      line('乙', 'away'),
      line('丙', 'ready'),
      line('丁', 'on-hold'),
      line('戊', 'busy'),
    ];
    expect(arrange(people).map((p) => p.name)).toEqual(['丙', '戊', '乙', '丁', '甲']);
  });

  it('keeps the order of names inside a state, whoever changed last', () => {
    const people = [line('b', 'ready'), line('a', 'ready')];
    expect(arrange(people).map((p) => p.name)).toEqual(['a', 'b']);
  });
});
