export type TrialAgent = { person: string; name: string; weight: number; given: number; servingSeconds: number };
export type TrialHour = { hour: number; buyers: number; lost: number; waitMean: number };

export type TrialBook = {
  which: string;
  title: { zh: string; en: string };
  version: number;
  served: number;
  lost: number;
  stillWaiting: number;
  backToLast: number;
  overflowed: number;
  waitMean: number;
  waitMedian: number;
  waitP90: number;
  waitMax: number;
  within30: number;
  people: TrialAgent[];
  hours: TrialHour[];
};

export type TrialDay = { day: string; buyers: number; agents: number; isFromAnswers: boolean; books: TrialBook[] };
