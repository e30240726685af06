import { describe, expect, it } from 'vitest';
import { inkOn, standardColour } from './colour';

describe('the colour of a channel', () => {
  it.each([
    [standardColour, '#ffffff'],
    ['#0f766e', '#ffffff'],
    ['#ffd400', '#111111'],
    ['#ffffff', '#111111'],
    ['#000000', '#ffffff'],
  ])('on %s writes in %s', (fill, ink) => expect(inkOn(fill)).toBe(ink));
});
