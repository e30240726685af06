import { describe, expect, it } from 'vitest';
import { amount, change, figure, part, written } from './value';

describe('a figure', () => {
  it('is written by its unit', () => {
    expect(figure('count', { numerator: 12345, denominator: null })).toBe('12,345');
    expect(figure('share', { numerator: 18, denominator: 36 })).toBe('50.00%');
    expect(figure('money', { numerator: 576000, denominator: null })).toBe('¥5,760.00');
    expect(figure('money-each', { numerator: 576000, denominator: 18 })).toBe('¥320.00');
    expect(figure('seconds', { numerator: 1200000, denominator: 2 })).toBe('600.0 秒');
    expect(figure('against-equal', { numerator: 3000, denominator: 2000 })).toBe('1.50');
  });

  it('says nothing where there is nothing to divide by, and never 0 %', () => {
    expect(figure('share', { numerator: 0, denominator: 0 })).toBeNull();
    expect(figure('share', { numerator: null, denominator: null })).toBeNull();
    expect(figure('share', undefined)).toBeNull();
    expect(figure('share', { numerator: 0, denominator: 5 })).toBe('0.00%');
  });

  it('gives its parts in their own units', () => {
    expect(part('money-each', 576000, false)).toBe('¥5,760.00');
    expect(part('money-each', 18, true)).toBe('18');
    expect(part('seconds', 90500, false)).toBe('90.5 秒');
    expect(part('seconds', 3, true)).toBe('3');
  });

  it('is compared in points when it is a share and in percent otherwise', () => {
    expect(change('share', 0.5, 0.4)).toEqual({ text: '+10.0 个百分点', isUp: true });
    expect(change('money', 90, 100)).toEqual({ text: '−10.0%', isUp: false });
    expect(change('count', 5, 0)).toBeNull();
    expect(change('share', null, 0.4)).toBeNull();
  });

  it('draws what it writes', () => {
    expect(written('time', amount('time', 7_200_000, null))).toBe('2.0 小时');
  });
});
