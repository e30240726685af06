import { describe, expect, it } from 'vitest';
import { staleBy } from './use-offer-feed';

describe('what the feed makes stale', () => {
  it('an offer touches offers, goods touch what is said of them as well', () => {
    expect(staleBy(['offer'])).toEqual(['offers']);
    expect(staleBy(['goods'])).toEqual(['goods', 'offers']);
    expect(staleBy(['promise', 'buyer'])).toEqual([]);
  });

  it('after a gap everything is read again', () => {
    expect([...new Set(staleBy(null))]).toEqual(['offers', 'goods']);
  });
});
