import { describe, expect, it } from 'vitest';
import { saidOf } from './monologue';

type Line = Parameters<typeof saidOf>[0][number];

const line = (sender: Line['sender'], more: Partial<Line> = {}): Line => ({
  sender,
  kind: 'text',
  recalled: false,
  ...more,
});

describe('a monologue', () => {
  it('counts what the agents said since the buyer spoke last', () => {
    expect(saidOf([line('buyer'), line('agent'), line('buyer'), line('agent'), line('agent')])).toEqual({
      run: 2,
      mine: 3,
      theirs: 2,
    });
  });

  it('is not made of notes, lines of the house, machines and what was recalled', () => {
    const lines = [
      line('buyer'),
      line('agent', { kind: 'note' }),
      line('system', { kind: 'system' }),
      line('auto-reply'),
      line('agent', { recalled: true }),
      line('agent'),
    ];
    expect(saidOf(lines)).toEqual({ run: 1, mine: 1, theirs: 1 });
  });

  it('begins with the first line where the buyer never spoke', () => {
    expect(saidOf([line('agent'), line('agent')])).toEqual({ run: 2, mine: 2, theirs: 0 });
    expect(saidOf([])).toEqual({ run: 0, mine: 0, theirs: 0 });
  });
});
