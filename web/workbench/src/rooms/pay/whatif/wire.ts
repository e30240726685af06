import type { Spread } from '../charts/box';

export type TwoSums = {
  key: string;
  nameZh: string | null;
  nameEn: string | null;
  before: number;
  after: number;
  difference: number;
};

export type Summary = {
  people: TwoSums[];
  components: TwoSums[];
  months: TwoSums[];
  before: number;
  after: number;
  spreadBefore: Spread;
  spreadAfter: Spread;
};

export type Comparison = {
  id: string;
  from: string;
  /** The month after the last one. */
  to: string;
  beforeWhich: string;
  beforeTitle: string;
  afterWhich: string;
  afterTitle: string;
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  stage: 'facts' | 'months' | null;
  done: number;
  total: number;
  askedAt: string;
  askedBy: string;
  endedAt: string | null;
  problemZh: string | null;
  problemEn: string | null;
  factsDigest: string | null;
  note: string | null;
  noteBy: string | null;
  noteAt: string | null;
  noteShown: boolean;
  summary: Summary | null;
};

export type Row = {
  person: string;
  month: string;
  component: string;
  before: number;
  after: number;
  difference: number;
};
export type Rows = { rows: Row[]; total: number };
