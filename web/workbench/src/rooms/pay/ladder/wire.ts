export type Condition = {
  kind: 'clean-months' | 'months-in-grade' | 'assessment';
  had: number;
  needed: number;
  name: string | null;
  isMet: boolean;
};

export type Standing = {
  grade: string | null;
  since: string | null;
  cleanMonths: number;
  next: string | null;
  nextName: string | null;
  conditions: Condition[];
  isCandidate: boolean;
  isReady: boolean;
};

export type Step = {
  to: string;
  from: string;
  name: string;
  source: string | null;
  cleanMonths: number | null;
  monthsInGrade: number | null;
  assessment: string | null;
  checklist: string[];
};

export type Person = { person: string; name: string | null; state: Standing };

export type Decision = {
  id: string;
  person: string;
  name: string | null;
  from: string;
  to: string;
  month: string;
  decision: 'promoted' | 'refused' | 'postponed';
  effectiveOn: string | null;
  againOn: string | null;
  reason: string;
  by: string | null;
  at: string;
};

export type Ladder = {
  month: string | null;
  nextFirst: string;
  steps: Step[];
  people: Person[];
  decisions: Decision[];
};
