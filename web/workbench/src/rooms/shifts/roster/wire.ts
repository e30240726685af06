export type ShiftCell = { shift: string | null; start: string | null; end: string | null; place: string | null };
export type PersonLine = { person: string; name: string; number: string };
export type DayShifts = { person: string; date: string; shifts: ShiftCell[] };
export type LeaveShown = { person: string; from: string; to: string | null; kind: string | null; isSigned: boolean };
export type Kinds = { shifts: ShiftCell[]; leave: string[] };

/** A rule of presence that the plan of a day does not keep. */
export type Gap = {
  date: string;
  name: string;
  atLeast: number;
  parts: { from: string; to: string; planned: number }[];
};

export type Roster = {
  people: PersonLine[];
  days: DayShifts[];
  leave: LeaveShown[];
  kinds: Kinds;
  mayEdit: boolean;
  gaps?: Gap[];
};

export type RosterAct = {
  at: string;
  by: string | null;
  before: ShiftCell[];
  after: ShiftCell[];
  reason: string | null;
};

export type ImportAnswer = {
  days: number;
  shifts: number;
  changed: number;
  people: number;
  problems: { line: number; column: string; zh: string; en: string }[];
  problemCount: number;
};
