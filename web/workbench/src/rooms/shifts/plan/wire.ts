export type PlannedHour = { hour: number; minutes: number; share: number | null };
export type PlannedPerson = {
  person: string;
  name: string;
  weight: number;
  isGeneral: boolean;
  isOnLeave: boolean;
  shifts: { shift: string | null; start: string | null; end: string | null; place: string | null }[];
  hours: PlannedHour[];
  expected: number;
};
export type ExpectedHour = { hour: number; arrivals: number; people: number };
export type DatedShare = {
  person: string;
  from: string;
  weight: number;
  capacity: number | null;
  groups: string[];
  reason: string;
  by: string | null;
};
export type Plan = {
  day: string;
  today: string;
  based: string[];
  hours: ExpectedHour[];
  people: PlannedPerson[];
  plans: DatedShare[];
  capacity: number;
  maySet: boolean;
};
