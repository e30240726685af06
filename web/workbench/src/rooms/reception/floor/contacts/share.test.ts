import { expect, it } from 'vitest';
import { shareOf } from './share';

// E-04: shares of the 5388 calls and visits of a year.
it('writes each share by itself, so that they need not add up to exactly 100', () => {
  const counts = [2689, 156, 30, 1252, 1010, 195, 56];
  const shares = counts.map((one) => shareOf(one, 5388));
  expect(shares).toEqual(['49.91%', '2.90%', '0.56%', '23.24%', '18.75%', '3.62%', '1.04%']);
  expect(shares.reduce((sum, one) => sum + Number.parseFloat(one) * 100, 0)).toBeCloseTo(10_002);
  expect(shareOf(1252 + 1010, 5388)).toBe('41.98%');
  expect(shareOf(0, 0)).toBe('');
});
