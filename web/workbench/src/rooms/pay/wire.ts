/** Money in fen. */
export type MonthState = 'open' | 'proposed' | 'agreed' | 'closed' | 'paid';

export type MonthLine = {
  month: string;
  state: MonthState;
  isComputing: boolean;
  stage: string | null;
  problem: string | null;
  total: number | null;
  slips: number | null;
  objections: number;
  proposedAt: string | null;
  objectionsUntil: string | null;
  closedAt: string | null;
  paidOn: string | null;
};

export type Months = { months: MonthLine[]; next: string[]; today: string };

export type LineGroup = 'base' | 'commission' | 'bonus' | 'deduction' | 'guard' | 'adjustment';

export type Column = { code: string; name: string; group: LineGroup };

export type PersonRow = {
  person: string;
  name: string;
  number: string | null;
  grade: string | null;
  total: number;
  before: number | null;
  isChanged: boolean;
  hasAgreed: boolean;
  amounts: Record<string, number>;
};

export type Subject = { subject: string; person: string | null; name: string | null; text: string };

export type Wait = { kind: string; count: number; subjects: Subject[] };

export type Run = {
  number: number;
  bookId: string | null;
  bookTitle: string | null;
  book: string;
  version: number;
  factsDigest: string;
  asOf: string;
  total: number;
  slips: number;
};

export type MonthDetail = {
  month: string;
  state: MonthState;
  isComputing: boolean;
  stage: string | null;
  problem: string | null;
  objectionsUntil: string | null;
  paidOn: string | null;
  steps: { what: string; at: string; by: string | null }[];
  run: Run | null;
  columns: Column[];
  people: PersonRow[];
  waits: Wait[];
  notes: Subject[];
  aside: { kind: string; subject: string; reason: string }[];
  agreed: number;
  /** The shop's day by the server's clock. */
  today: string;
};

export type SlipLine = {
  place: number;
  code: string;
  name: string;
  group: LineGroup;
  amount: number;
  quantity: string | null;
  rate: string | null;
  rule: string;
  /** The place in the rule book, as an address of the workbench. */
  ruleLink: string | null;
  ruleText: string[];
  facts: string[];
  factCount: number;
  text: string;
  aboutMonth: string | null;
  aboutCode: string | null;
  objection: string | null;
};

export type Objection = {
  id: string;
  month: string;
  person: string;
  name: string | null;
  code: string;
  lineName: string;
  amount: number;
  reason: string;
  evidence: string[];
  at: string;
  state: 'open' | 'withdrawn' | 'upheld' | 'rejected';
  endedBy: string | null;
  endedAt: string | null;
  answer: string | null;
  correctionMonth: string | null;
  correctionAmount: number | null;
};

export type MonthEvent = {
  at: string;
  rule: string;
  name: string;
  subject: string;
  order: string | null;
  judged: 'counts' | 'tolerated' | 'exempt' | 'outside';
  cost: { value: number };
  because: string;
  note: string | null;
};

export type Progress = {
  grade: string | null;
  inGradeSince: string | null;
  cleanMonths: number;
  events: MonthEvent[];
  next: {
    grade: string;
    name: string;
    cleanMonths: number | null;
    monthsInGrade: number | null;
    assessment: string | null;
    isPassed: boolean;
  } | null;
};

export type Slip = {
  month: string;
  state: MonthState;
  person: string;
  name: string;
  number: string | null;
  grade: string | null;
  shop: string;
  total: number;
  before: number | null;
  digest: string;
  hasAgreed: boolean;
  mayObject: boolean;
  objectionsUntil: string | null;
  paidOn: string | null;
  bookId: string | null;
  bookTitle: string | null;
  version: number;
  lines: SlipLine[];
  pending: { kind: string; subject: string; text: string }[];
  objections: Objection[];
  progress: Progress | null;
};

export type OwnSlips = {
  person: string;
  slips: {
    month: string;
    state: MonthState;
    total: number;
    grade: string | null;
    hasAgreed: boolean;
    objectionsUntil: string | null;
    paidOn: string | null;
  }[];
};

export type Badge = { toDecide: number; answered: number; toConfirm: number };
