import { expect, it } from 'vitest';
import { plusMonths } from './months';

it('goes over the year in both directions', () => {
  expect(plusMonths('2026-12', 1)).toBe('2027-01');
  expect(plusMonths('2026-01', -1)).toBe('2025-12');
  expect(plusMonths('2026-06', 0)).toBe('2026-06');
});
