import { describe, expect, it } from 'vitest';
import { asCells } from '@/shared/ui/cells';
import { monthRange } from './views';

describe('a month of the list', () => {
  it('goes up to the first day of the next one', () => {
    expect(monthRange('2026-10')).toEqual({ from: '2026-10-01', to: '2026-11-01' });
    expect(monthRange('2026-12')).toEqual({ from: '2026-12-01', to: '2027-01-01' });
  });

  it('is nothing when the address was typed wrongly', () => {
    for (const text of ['', '2026', '2026-13', '2026-00', 'x']) expect(monthRange(text)).toBeNull();
  });
});

describe('copied cells', () => {
  it('stay in their cells and start no formula', () => {
    expect(
      asCells([
        ['a\tb', 'two\nlines'],
        ['=1+1', '-5.00', '12.00'],
      ]),
    ).toBe("a b\ttwo lines\n'=1+1\t-5.00\t12.00");
  });
});
