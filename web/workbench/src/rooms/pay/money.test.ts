import { describe, expect, it } from 'vitest';
import { factors, money, multiplies, signed, toFen } from './money';

describe('money of the slips', () => {
  it.each([
    ['20', 2000],
    ['-20.5', -2050],
    [' 1234.56 ', 123456],
    ['+0.05', 5],
    ['1.234', null],
    ['abc', null],
    ['', null],
  ])('reads %s', (typed, fen) => expect(toFen(typed)).toBe(fen));

  it('is written with two places and its sign', () => {
    expect(money(194000)).toBe('1,940.00');
    expect(money(-2000)).toBe('−20.00');
    expect(signed(2000)).toBe('+20.00');
  });

  it.each([
    ['60896.00', '0.005', 30448, true],
    ['1', '20.00', -2000, true],
    ['10.00', '1/3', 333, true],
    ['0.50', '0.01', 1, true],
    ['1500.00', '0.1', 14400, false],
    ['3 班', '20.00', 6000, false],
    [null, '0.1', 0, false],
  ])('knows whether %s × %s gives %s', (quantity, rate, fen, is) => expect(multiplies(quantity, rate, fen)).toBe(is));

  it.each([
    ['52202.30', '0.005', '52,202.30 × 0.5%'],
    ['-1300.00', '0.04', '-1,300.00 × 4%'],
    ['1234567.00', '0.0065', '1,234,567.00 × 0.65%'],
    ['20', '0.5', '20 × 0.5'],
    ['1200', '1.5', '1,200 × 1.5'],
    ['100.00', '1/3', '100.00 × 1/3'],
  ])('writes %s × %s as %s', (quantity, rate, text) => expect(factors(quantity, rate)).toBe(text));
});
