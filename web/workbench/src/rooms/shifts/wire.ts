export const dutyStates = ['ready', 'busy', 'away', 'on-hold', 'off'] as const;
export type DutyState = (typeof dutyStates)[number];

export type Duty = {
  person: string;
  shop: string;
  state: DutyState;
  since: string;
  reason: string | null;
  setBy: string | null;
};

export type DutyLine = { person: string; name: string; number: string; duty: Duty };

/** Seconds until the person is reminded, and from then until the house sets off duty. */
export type DutyLimits = {
  awaySeconds: number | null;
  onHoldSeconds: number | null;
  graceSeconds: number | null;
  needsReason: boolean;
  awayReasons: string[];
  onHoldReasons: string[];
};

export type DutyBoard = { me: Duty; people: DutyLine[]; maySetOthers: boolean; limits?: DutyLimits };

export type ShareLine = {
  person: string;
  name: string;
  duty: DutyState;
  load: number;
  weight: number;
  capacity: number;
  hasOwnCapacity: boolean;
  groups: string[];
  isOnLeave: boolean;
  reason: string | null;
  setBy: string | null;
  setAt: string | null;
};

export type ShareBoard = {
  people: ShareLine[];
  groups: { key: string; name: string }[];
  order: 'share' | 'load';
  capacity: number;
  maySet: boolean;
};

export type MainPerson = {
  person: string;
  name: string;
  duty: DutyState;
  isPresent: boolean;
  isOnShift: boolean;
  turns: number;
  last: string | null;
};

export type MainTurn = {
  id: string;
  person: string;
  name: string;
  day: string;
  shift: string;
  from: string;
  until: string | null;
  why: 'rule' | 'hand';
  reason: string | null;
  setBy: string | null;
};

export type MainView = {
  percent: number | null;
  order: 'fewest' | 'longest' | 'hand';
  holder: MainTurn | null;
  next: MainPerson | null;
  people: MainPerson[];
  maySet: boolean;
};

export type MainHistory = { turns: MainTurn[]; before: string | null };

/** A day of the shop: a line of states per person. */
export type DutyDay = {
  date: string;
  from: string;
  to: string;
  now: string;
  lines: {
    person: string;
    name: string;
    parts: { state: DutyState; from: string; until: string | null; reason: string | null }[];
  }[];
  onlyOwn: boolean;
  hasMore: boolean;
};
