import { describe, expect, it } from 'vitest';
import { applyHeard, hear, knowsAll, type Heard } from './apply-duty';
import type { Duty, DutyBoard, DutyState } from './wire';

const duty = (person: string, state: DutyState, since: string): Duty => ({
  person,
  shop: 's',
  state,
  since: `2026-11-22T${since}:00.000Z`,
  reason: null,
  setBy: null,
});

const board: DutyBoard = {
  me: duty('me', 'ready', '01:00'),
  people: [
    { person: 'me', name: '我', number: '1', duty: duty('me', 'ready', '01:00') },
    { person: 'a', name: '甲', number: '2', duty: duty('a', 'away', '02:00') },
  ],
  maySetOthers: false,
};
const nothing: Heard = new Map();

describe('what is heard of duty', () => {
  it('is shown at once, in the line and as my own state', () => {
    const shown = applyHeard(board, hear(nothing, [duty('me', 'busy', '03:00'), duty('a', 'off', '03:00')]));
    expect(shown.me.state).toBe('busy');
    expect(shown.people.map((line) => line.duty.state)).toEqual(['busy', 'off']);
  });

  it('does not cover a board that was read later', () => {
    const heard = hear(nothing, [duty('a', 'ready', '01:30')]);
    expect(applyHeard(board, heard).people[1]?.duty.state).toBe('away');
  });

  it('keeps the newest word whatever the order, and twice is harmless', () => {
    const late = duty('a', 'ready', '05:00');
    const heard = hear(hear(nothing, [late, duty('a', 'busy', '04:00')]), [late]);
    expect(heard.get('a')).toBe(late);
  });

  it('leaves untouched lines as they are, so that nothing is drawn anew', () => {
    expect(applyHeard(board, hear(nothing, [duty('a', 'busy', '03:00')])).people[0]).toBe(board.people[0]);
  });

  it('says when somebody is not on the board', () => {
    expect(knowsAll(board, [duty('a', 'busy', '03:00')])).toBe(true);
    expect(knowsAll(board, [duty('new', 'busy', '03:00')])).toBe(false);
  });
});
