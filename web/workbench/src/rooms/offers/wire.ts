export type Kind = 'discount' | 'amount-off' | 'price' | 'gift' | 'bundle' | 'coupon' | 'points';
export type Scope = { kind: 'all' | 'category' | 'item' | 'buyer'; targets: string[] };

export type Terms = {
  kind: Kind;
  rate: string | null;
  amount: string | null;
  minimum: string | null;
  gift: string | null;
  perOrder: number | null;
  validDays: number | null;
  isPaidToday: boolean;
  conditions: string | null;
};

export type Shown = Terms & {
  id: string;
  version: number;
  name: string;
  scope: Scope;
  from: string;
  to: string;
  standing: 'coming' | 'running' | 'ended';
  endsToday: boolean;
  startsTomorrow: boolean;
  giftLeft: number | null;
  text: string;
  isForItem: boolean;
};

export type Today = {
  open: Shown[];
  soon: Shown[];
  over: Shown[];
  endToday: number;
  startTomorrow: number;
  unread: number;
  now: string;
};

export type Plan = { buyersPerDay: number | null; buyersPerPerson: number | null; units: number | null };
export type PlanItem = { item: string; text: string | null; isDone: boolean };

export type PromotionForm = Terms & {
  name: string;
  scope: Scope;
  from: string;
  to: string;
  giftStock: number | null;
  text: string | null;
  briefing: string | null;
  plan: Plan | null;
  items: PlanItem[];
};

export type PromotionState = 'draft' | 'signing' | 'released' | 'withdrawn';

export type PromotionLine = {
  id: string;
  form: PromotionForm;
  state: PromotionState;
  version: number;
  releasedVersion: number | null;
  standing: 'coming' | 'running' | 'ended' | null;
  endsToday: boolean;
  startsTomorrow: boolean;
  giftLeft: number | null;
  open: string[];
  changedAt: string;
};

export type PromotionList = {
  promotions: PromotionLine[];
  next: string | null;
  mayEdit: boolean;
  maySign: boolean;
  mayRelease: boolean;
  mayFollow: boolean;
};

export type SignView = {
  department: string;
  name: string;
  isAgreed: boolean | null;
  person: string | null;
  at: string | null;
  reason: string | null;
  isMine: boolean;
};

export type Check = {
  days: { date: string; rostered: number; needed: number; short: number }[];
  units: number | null;
  inStock: number | null;
  stock: { item: string; title: string | null; quantity: number | null }[];
  unitsShort: number;
  hasUnknownStock: boolean;
  isShort: boolean;
};

export type ChangeLine = {
  what: string;
  name: string | null;
  before: string | null;
  after: string | null;
  pieces: { op: 'same' | 'added' | 'removed'; text: string }[] | null;
};

export type Subject = {
  id: string;
  kind: 'promotion' | 'policy';
  version: number;
  title: string;
  text: string;
  from: string;
  to: string | null;
  since: string;
  changes: ChangeLine[] | null;
};

export type Followed = { subject: Subject; read: number; of: number; unread: { id: string; name: string }[] };
export type BriefingList = { mine: Subject[]; all: Followed[] | null };

export type PromotionStory = {
  promotion: PromotionLine;
  round: number;
  released: PromotionForm | null;
  signs: SignView[];
  check: Check | null;
  changes: { at: string; by: string | null; what: string; version: number; text: string | null }[];
  readers: Followed | null;
  madeBy: string | null;
  mayEdit: boolean;
  mayRelease: boolean;
};

export type PolicyAnswer = {
  case: string;
  answer: string;
  promotion: string | null;
  promotionName: string | null;
  isOpen: boolean;
  why: string | null;
};

export type ShownPolicy = {
  id: string;
  key: string;
  version: number;
  topic: string;
  title: string;
  scope: Scope;
  from: string;
  to: string | null;
  text: string;
  answers: PolicyAnswer[];
  facts: Record<string, string>;
  notToSay: string[];
  isUnread: boolean;
  changes: ChangeLine[] | null;
};

export type PolicyForm = {
  key: string;
  topic: string;
  title: string;
  scope: Scope;
  from: string;
  to: string | null;
  text: string;
  answers: { case: string; answer: string; promotion: string | null }[];
  facts: { name: string; value: string }[];
  notToSay: string[];
};

export type VersionState = 'draft' | 'submitted' | 'approved' | 'returned';

export type PolicyLine = {
  id: string;
  key: string;
  topic: string;
  title: string;
  scope: Scope;
  inForce: number | null;
  from: string | null;
  to: string | null;
  latest: number;
  state: VersionState;
  edition: number;
  latestFrom: string;
  author: string | null;
  changedAt: string;
  endedAt: string | null;
};

export type PolicyList = {
  policies: PolicyLine[];
  next: string | null;
  mayEdit: boolean;
  mayApprove: boolean;
  maySet: boolean;
  isOwnApproval: boolean;
};

export type PolicyVersion = {
  version: number;
  edition: number;
  state: VersionState;
  form: PolicyForm;
  author: string | null;
  madeAt: string;
  decidedBy: string | null;
  decidedAt: string | null;
  reason: string | null;
  changes: ChangeLine[] | null;
  mayApprove: boolean;
};

export type PolicyStory = {
  id: string;
  key: string;
  endedAt: string | null;
  inForce: number | null;
  versions: PolicyVersion[];
  readers: Followed | null;
  mayEdit: boolean;
  mayApprove: boolean;
};
