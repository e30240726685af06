import { describe, expect, it } from 'vitest';
import { tokens, type Tone } from './tokens';

const channel = (value: number) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const luminance = (hex: string) => {
  const [r, g, b] = [1, 3, 5].map((at) => channel(parseInt(hex.slice(at, at + 2), 16) / 255));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
};
const contrast = (a: string, b: string) => {
  const [dim, bright] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (bright! + 0.05) / (dim! + 0.05);
};

const pairs: readonly (readonly [string, string])[] = [
  ...['ink', 'ink-2', 'ink-3'].flatMap((ink) =>
    ['ground', 'surface', 'raised', 'hover', 'selected', 'bubble-buyer', 'bubble-agent', 'bubble-auto'].map(
      (on) => [ink, on] as const,
    ),
  ),
  ['amber', 'amber-soft'],
  ['amber', 'surface'],
  ['red', 'red-soft'],
  ['red', 'surface'],
  ['red', 'selected'],
  ['green', 'green-soft'],
  ['green', 'surface'],
  ['note-ink', 'note'],
  ['rail-ink', 'rail'],
  ['rail-on', 'rail-mark'],
  ['on-accent', 'accent'],
  ['accent-ink', 'surface'],
  ['accent-ink', 'accent-soft'],
  ['accent-ink', 'selected'],
];

describe.each(['light', 'dark'] as Tone[])('%s tokens', (tone) => {
  it.each(pairs)('%s on %s can be read', (ink, on) => {
    const palette: Record<string, string> = tokens[tone];
    expect(contrast(palette[ink]!, palette[on]!)).toBeGreaterThanOrEqual(4.5);
  });
});
