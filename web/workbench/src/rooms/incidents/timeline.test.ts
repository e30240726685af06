import { describe, expect, it } from 'vitest';
import { piecesOf } from './timeline';

const shift = { from: '2026-10-05T00:00:00Z', to: '2026-10-05T10:00:00Z' };

describe('presence against a shift', () => {
  it('is cut to the shift and measured against it', () => {
    const pieces = piecesOf(shift, [{ from: '2026-10-04T23:00:00Z', to: '2026-10-05T05:00:00Z', state: 'online' }]);
    expect(pieces).toMatchObject([{ left: 0, width: 50, state: 'online' }]);
  });

  it('has nothing of spans that only touch it, and runs to the end when still open', () => {
    expect(piecesOf(shift, [{ from: '2026-10-05T10:00:00Z', to: null, state: 'online' }])).toEqual([]);
    expect(piecesOf(shift, [{ from: '2026-10-05T09:00:00Z', to: null, state: 'offline' }])).toMatchObject([
      { left: 90, width: 10 },
    ]);
  });
});
