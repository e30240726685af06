import { describe, expect, it } from 'vitest';
import { cellOf, offsetOf, typedOf } from './cells';
import type { Column } from './wire';

const column = (kind: string): Column => ({
  name: 'at',
  kind,
  isRequired: true,
  choices: [],
  isWritten: true,
  isDecision: false,
  isPerson: false,
});

describe('cells of the ledger', () => {
  it('give a time of the shop its offset and show it again as typed', () => {
    expect(offsetOf('2026-10-03T14:05', 'Asia/Shanghai')).toBe('+08:00');
    expect(offsetOf('2026-10-03T14:05', 'UTC')).toBe('+00:00');
    const cell = cellOf(column('instant'), '2026-10-03T14:05', 'Asia/Shanghai');
    expect(cell).toBe('2026-10-03T14:05:00+08:00');
    expect(typedOf(column('instant'), cell)).toBe('2026-10-03T14:05');
  });

  it('leave what is empty unknown and other text as it is', () => {
    expect(cellOf(column('money'), '  ', 'UTC')).toBeNull();
    expect(cellOf(column('money'), ' 12.50 ', 'UTC')).toBe('12.50');
  });
});
