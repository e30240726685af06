/** What the server says of figures (`/api/metrics/…`). Numerators and denominators are whole units: counts, fen, milliseconds, thousandths. */
export type Unit =
  | 'count'
  | 'share'
  | 'money'
  | 'money-each'
  | 'money-share'
  | 'each'
  | 'seconds'
  | 'time'
  | 'time-share'
  | 'against-equal';

export type Group = 'volume' | 'speed' | 'conversion' | 'sales' | 'after-sales' | 'quality' | 'presence';

export type Definition = {
  metric: string;
  group: Group;
  unit: Unit;
  zh: string;
  en: string;
  isZh: string;
  isEn: string;
  needs: string[];
};

export type Row = {
  metric: string;
  set: string;
  scope: string;
  numerator: number | null;
  denominator: number | null;
  isOpen: boolean;
  openUntil: string | null;
  isJudged: boolean;
  reason: string | null;
};

export type UsedBook = { book: string; version: number; digest: string; from: string; to: string };
export type Counting = {
  days: number;
  waiting: number;
  countedAt: string | null;
  books: UsedBook[];
  missing: string[];
};
export type Scope = { scope: string; name: string; team: string | null };
export type Reach = 'own' | 'teams' | 'all';

export type Figures = {
  from: string;
  to: string;
  reach: Reach;
  counting: Counting;
  scopes: Scope[];
  rows: Row[];
  beforeFrom: string;
  beforeTo: string;
  before: Row[];
};

export type Point = {
  day: string;
  metric: string;
  set: string;
  scope: string;
  numerator: number;
  denominator: number;
  isOpen: boolean;
};
export type Series = { from: string; to: string; counting: Counting; points: Point[] };

export type Member = {
  day: string;
  kind: string;
  id: string;
  buyer: string | null;
  person: string | null;
  name: string | null;
  from: string | null;
  to: string | null;
  fromMessage: string | null;
  toMessage: string | null;
  item: string | null;
  numerator: number;
  denominator: number;
  openUntil: string | null;
};
export type Members = {
  metric: string;
  set: string;
  scope: string;
  unit: Unit;
  numerator: number;
  denominator: number;
  rows: Member[];
  next: string | null;
  counting: Counting;
};

export type Said = {
  id: string;
  at: string;
  sender: 'buyer' | 'agent' | 'assist-bot' | 'bot' | 'auto-reply' | 'push' | 'system';
  kind: 'text' | 'image' | 'card' | 'file';
  person: string | null;
  name: string | null;
  text: string | null;
  /** Cells of columns that nobody knows. */
  kept: Record<string, string> | null;
};
export type Talk = { buyer: string; messages: Said[] };

export type PlatformUnit = 'share' | 'hours' | 'count' | 'score';
export type PlatformDefinition = { figure: string; unit: PlatformUnit; zh: string; en: string };
export type PlatformRow = {
  figure: string;
  first: string;
  last: string;
  amount: string;
  source: string;
  note: string | null;
  name: string;
  enteredAt: string;
};
export type Platform = { definitions: PlatformDefinition[]; rows: PlatformRow[] };

export type Target = {
  period: string;
  person: string | null;
  team: string | null;
  metric: string;
  value: number | null;
};
export type WeekAccount = {
  person: string;
  name: string;
  monday: string;
  done: string;
  next: string;
  changedAt: string;
};
export type Loss = { buyer: string; day: string; reason: string; note: string | null; person: string; name: string };
export type Pair = {
  metric: string;
  set: string;
  scope: string;
  beforeNumerator: number | null;
  beforeDenominator: number | null;
  afterNumerator: number | null;
  afterDenominator: number | null;
};
export type Recount = { book: string; counting: Counting; scopes: Scope[]; differences: Pair[] };
