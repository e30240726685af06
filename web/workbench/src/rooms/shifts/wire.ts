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

export type DutyBoard = { me: Duty; people: DutyLine[]; maySetOthers: boolean };
