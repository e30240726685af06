export type ClaimState = 'open' | 'withdrawn' | 'approved' | 'refused';

export type Claim = {
  id: string;
  orderId: string;
  kind: 'claim' | 'dispute';
  state: ClaimState;
  by: string;
  name: string | null;
  at: string;
  against: number;
  reason: string;
  messages: string[];
  buyerAccount: string | null;
  endedByName: string | null;
  endedAt: string | null;
  answer: string | null;
};

export type ClaimList = { claims: Claim[]; onlyOwn: boolean };

export type CreditPerson = { id: string; name: string; number: string; hasLeft: boolean };

export type Rules = { book: string; version: number; zh: string[]; en: string[] };

export type Share = { person: string; weight: number };

/** A month of credit; money in fen. Paid = credited + silent + undecided. */
export type Period = {
  month: string;
  orders: number;
  paid: number;
  credited: number;
  silent: number;
  undecided: number;
  undecidedOrders: number;
  closedAt: string | null;
  closedBy: string | null;
  late: number;
};

export type DoubtCount = { doubt: string; orders: number; amount: number };

export type Periods = {
  months: Period[];
  doubts: DoubtCount[];
  waiting: number;
  openClaims: number;
  refundsToJudge: number;
  /** The book deducts by who is responsible: a month stays open until every refund of it is judged. */
  needsRefunds: boolean;
};

export type LateOrder = {
  orderId: string;
  at: string;
  zh: string;
  en: string;
  holdsZh: string | null;
  holdsEn: string | null;
};

export const parties = ['quality', 'buyer', 'agent', 'team', 'courier', 'warehouse'] as const;

export type Party = (typeof parties)[number];

export type RefundToJudge = {
  refundId: string;
  orderId: string;
  amount: number | null;
  succeededAt: string | null;
  reasonPlatform: string | null;
  title: string | null;
};

export type OrderEvent = {
  id: string;
  at: string;
  event: string;
  name: string | null;
  detail: string | null;
};

export type WhatIf = {
  month: string;
  book: string;
  orders: number;
  changed: number;
  people: {
    who: string;
    name: string | null;
    before: { orders: number; amount: number };
    after: { orders: number; amount: number };
    difference: number;
  }[];
  moved: { orderId: string; before: string | null; after: string | null; zh: string; en: string }[];
};

/** What waits for this person: claims to decide, and answers to one's own of the last week. */
export type WaitingClaims = {
  open: number;
  newest: { id: string; orderId: string; kind: 'claim' | 'dispute'; name: string | null; at: string } | null;
  answers: {
    id: string;
    orderId: string;
    kind: string;
    state: 'approved' | 'refused';
    name: string | null;
    at: string;
  }[];
};
