export type PromiseState = 'open' | 'kept' | 'broken' | 'withdrawn';

export type PromiseLine = {
  id: string;
  what: string;
  words: string | null;
  madeAt: string;
  madeBy: string | null;
  owner: string;
  ownerName: string | null;
  due: string;
  isTold: boolean;
  buyer: string | null;
  buyerName: string | null;
  conversation: string | null;
  seq: number | null;
  order: string | null;
  state: PromiseState;
  endedAt: string | null;
  moved: number;
  chased: number;
  isMine: boolean;
  isSoon: boolean;
  isLate: boolean;
  isEscalated: boolean;
  isUrge: boolean;
  department: string | null;
};

export type PromiseList = { promises: PromiseLine[]; next: string | null; seesAll: boolean; mayHand: boolean };

export type PromiseAct = {
  at: string;
  by: string | null;
  what: string;
  text: string | null;
  dueBefore: string | null;
  dueAfter: string | null;
  ownerBefore: string | null;
  ownerAfter: string | null;
};

export type PromiseStory = { promise: PromiseLine; acts: PromiseAct[] };

/** What is open for a buyer of what a policy promises: of the same matter, else of other orders. */
export type PromisesOfMatter = { same: PromiseLine | null; others: PromiseLine[] };

/** How a promise stands after an act; of a matter that is open already it is the one that was there. */
export type PromiseAnswer = { id: string; state: PromiseState; owner: string; due: string };

export type PromiseCounts = { soon: number; late: number; today: number; escalated: number };

export type TimeMention = { start: number; length: number; words: string; due: string; grain: string };

export type Times = { mentions: TimeMention[]; best: TimeMention | null; check: string | null };

export type PromiseNotice = {
  id: string;
  what: string;
  due: string;
  stage: 'before' | 'due' | 'escalated';
  owner: string | null;
  isMine: boolean;
  conversation: string | null;
};

export type PromiseNotices = { notices: PromiseNotice[]; mayTake: boolean };
