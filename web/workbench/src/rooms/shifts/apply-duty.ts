import type { Duty, DutyBoard } from './wire';

/** The latest word on each person; a state says since when it holds, so an old one never covers a newer one. */
export type Heard = ReadonlyMap<string, Duty>;

const isNewer = (told: Duty, known: Duty | undefined): boolean =>
  known === undefined || Date.parse(told.since) >= Date.parse(known.since);

export const hear = (heard: Heard, told: readonly Duty[]): Heard => {
  const next = new Map(heard);
  for (const duty of told) if (isNewer(duty, next.get(duty.person))) next.set(duty.person, duty);
  return next;
};

/** The board as read, with what was heard since put over it. */
export const applyHeard = (board: DutyBoard, heard: Heard): DutyBoard => {
  const fresh = (known: Duty): Duty => {
    const told = heard.get(known.person);
    return told !== undefined && told.shop === known.shop && isNewer(told, known) ? told : known;
  };
  return {
    ...board,
    me: fresh(board.me),
    people: board.people.map((line) => {
      const duty = fresh(line.duty);
      return duty === line.duty ? line : { ...line, duty };
    }),
  };
};

/** Somebody the board does not show yet: it has to be read anew. */
export const knowsAll = (board: DutyBoard, told: readonly Duty[]): boolean =>
  told.every((duty) => duty.person === board.me.person || board.people.some((line) => line.person === duty.person));
