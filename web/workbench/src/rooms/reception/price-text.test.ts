import { describe, expect, it } from 'vitest';
import { priceText } from './price-text';

describe('the price of a card', () => {
  it.each([
    ['128.00', '¥128.00'],
    ['1,280', '¥1,280'],
    ['88-128', '¥88-128'],
    ['¥128.00', '¥128.00'],
    ['$12', '$12'],
    ['128 元', '128 元'],
    ['面议', '面议'],
  ])('%s is shown as %s', (price, shown) => expect(priceText(price)).toBe(shown));
});
