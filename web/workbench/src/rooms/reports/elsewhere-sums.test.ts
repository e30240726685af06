import { describe, expect, it } from 'vitest';
import { dayTotals, difference, oursOf, theirsOf, type ComparedDay, type ComparedFigure } from './elsewhere-sums';

const figure = (over: Partial<ComparedFigure>): ComparedFigure => ({
  figure: 'sales',
  metric: 'agent_sales',
  unit: 'money',
  theirs: 12800,
  ours: [{ set: 'shop', numerator: 10800, denominator: 0, isOpen: false }],
  ...over,
});

const day = (one: ComparedFigure): ComparedDay => ({
  day: '2026-10-15',
  source: '赤兔',
  account: 'a',
  person: 'p',
  name: '小王',
  figures: [one],
});

describe('figures counted elsewhere', () => {
  it('are read in the unit of our own', () => {
    expect(theirsOf(figure({}))).toBe(128);
    expect(theirsOf(figure({ unit: 'seconds', theirs: 35_500 }))).toBe(35.5);
    expect(theirsOf(figure({ unit: 'share', theirs: 985_000 }))).toBe(0.985);
    expect(theirsOf(undefined)).toBeNull();
  });

  it('differ by theirs less ours, and by nothing where one is silent', () => {
    expect(difference(figure({}))).toBe(20);
    expect(difference(figure({ ours: [] }))).toBeNull();
    const half = { set: 'shop', numerator: 1, denominator: 2, isOpen: false };
    expect(difference(figure({ unit: 'share', theirs: 500_000, ours: [half] }))).toBe(0);
    expect(oursOf(figure({ unit: 'share', ours: [{ ...half, denominator: 0 }] }))).toBeNull();
  });

  it('add up only where both say something, and never as rates', () => {
    expect(dayTotals([day(figure({})), day(figure({ ours: [] }))], 'sales')).toEqual({ theirs: 128, ours: 108 });
    expect(dayTotals([day(figure({ unit: 'share' }))], 'sales')).toBeNull();
    expect(dayTotals([day(figure({ ours: [] }))], 'sales')).toBeNull();
  });
});
