import { describe, expect, it } from 'vitest';
import { apart, dueShare, dueText, each, more, share, signed } from './dealing-value';

describe('what was due', () => {
  it('is written with one place, and shares of nothing with a dash', () => {
    expect(dueText(2_750_000)).toBe('2.8');
    expect(share(3, 4)).toBe('75.0%');
    expect(dueShare(1_500_000, 3)).toBe('50.0%');
    expect(share(0, 0)).toBe('—');
  });

  it('tells how far somebody is from it', () => {
    expect(apart(3, 2_000_000)).toBe(0.5);
    expect(apart(1, 0)).toBeNull();
    expect(more(3, 2_000_000)).toBe('+1.0');
    expect(more(1, 2_500_000)).toBe('−1.5');
    expect(signed(-0.01, 1)).toBe('0.0');
  });

  it('says what an enquiry brought', () => {
    expect(each(12_345, 2)).toBe('¥61.73');
    expect(each(500, 0)).toBe('—');
  });
});
