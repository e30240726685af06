import { describe, expect, it } from 'vitest';
import { money, signed, toFen } from './money';

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
});
