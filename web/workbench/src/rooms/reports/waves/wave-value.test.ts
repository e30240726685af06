import { describe, expect, it } from 'vitest';
import { daysText, eachDay, isAbove, lacking, mostly, shareText, timesOf, upToExpected } from './wave-value';
import type { ExpectedDay, WaveDay } from './wire';

const day = (phase: WaveDay['phase'], buyers: number, isCounted = true): WaveDay => ({
  day: '2026-11-11',
  phase,
  isCounted,
  buyers,
  asked: {},
});

const expected = (needed: number | null, rostered: number, asked: Record<string, number> = {}): ExpectedDay => ({
  day: '2026-11-11',
  phase: 'during',
  buyers: 1,
  needed,
  rostered,
  asked,
});

describe('the wave of a campaign', () => {
  it('says a share of those who wrote, and nothing where nobody wrote', () => {
    expect(shareText({ asked: 1, buyers: 8 })).toBe('12.5%');
    expect(shareText({ asked: 0, buyers: 0 })).toBe('—');
  });

  it('reckons a usual day from counted days only', () => {
    expect(eachDay([day('before', 10), day('before', 20), day('before', 99, false), day('during', 7)], 'before')).toBe(
      15,
    );
    expect(eachDay([day('before', 0, false)], 'before')).toBeNull();
  });

  it('says how many times the usual share the peak is', () => {
    expect(timesOf({ asked: 3, buyers: 10 }, { asked: 10, buyers: 100 })).toBeCloseTo(3);
    expect(timesOf({ asked: 3, buyers: 10 }, { asked: 0, buyers: 100 })).toBeNull();
  });

  it('marks a peak only where it is more than chance', () => {
    const usual = { asked: 20, buyers: 1000 };
    expect(isAbove({ asked: 1, buyers: 19 }, usual)).toBe(false);
    expect(isAbove({ asked: 30, buyers: 500 }, usual)).toBe(true);
    expect(isAbove({ asked: 10, buyers: 500 }, usual)).toBe(false);
    expect(isAbove({ asked: 1, buyers: 19 }, { asked: 0, buyers: 373 })).toBe(false);
    expect(isAbove({ asked: 1, buyers: 1 }, { asked: 0, buyers: 0 })).toBe(false);
  });

  it('ends with the last day of which anything is expected', () => {
    const none = { ...expected(null, 0), buyers: null };
    expect(upToExpected([expected(1, 1), none, expected(1, 1), none])).toHaveLength(3);
    expect(upToExpected([none])).toHaveLength(0);
  });

  it('counts the people that a day lacks', () => {
    expect([expected(5, 3), expected(3, 5), expected(null, 0)].map(lacking)).toEqual([2, 0, 0]);
  });

  it('puts first what is asked most', () => {
    expect(mostly(expected(1, 1, { refund: 2, arrival: 9, parcel: 2, size: 0 }), 2)).toEqual([
      ['arrival', 9],
      ['parcel', 2],
    ]);
  });

  it('writes one day and several', () => {
    expect([daysText('2026-11-11', '2026-11-11'), daysText('2026-11-11', '2026-11-13')]).toEqual([
      '11-11',
      '11-11 – 11-13',
    ]);
  });
});
