export type Day = { day: string; speed: number; right: number; errors: number; runs: number };
export type Run = {
  id: string;
  day: string;
  at: string;
  took: number;
  speed: number;
  right: number;
  errors: number;
  corrections: number;
  pasted: number;
  counts: boolean;
};
export type Own = {
  person: string;
  name: string;
  standard: number | null;
  least: number | null;
  days: Day[];
  runs: Run[];
  maySeeOthers: boolean;
};
export type PersonLine = {
  id: string;
  name: string;
  last: Day | null;
  best: number | null;
  days: number;
  isBelow: boolean;
};
export type Everybody = { standard: number | null; people: PersonLine[] };
export type Begun = { id: string; text: string; characters: number };
