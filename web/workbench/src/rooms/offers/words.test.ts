import { describe, expect, it } from 'vitest';
import { percent, tenths } from './words';

describe('rates in words', () => {
  it.each([
    ['0.85', '8.5'],
    ['0.8', '8'],
    ['0.80', '8'],
    ['.885', '8.85'],
    ['0.05', '0.5'],
  ])('%s of the price is %s 折', (rate, said) => expect(tenths(rate)).toBe(said));
  it.each([
    ['0.05', '5'],
    ['0.5', '50'],
    ['0.055', '5.5'],
    ['1', '100'],
    ['0.005', '0.5'],
  ])('%s is %s per cent', (rate, said) => expect(percent(rate)).toBe(said));
});
