import type { Level } from '../wire';

export type Effect = 'taken' | 'changed' | 'past' | 'hinted' | 'approved' | 'stopped' | 'abandoned';

export const effects: readonly Effect[] = ['taken', 'changed', 'past', 'hinted', 'approved', 'stopped', 'abandoned'];

export type Count = {
  key: string;
  name: string | null;
  kind: string | null;
  level: Level;
  all: number;
  disputed: number;
  share: number | null;
  messages: number | null;
} & Record<Effect, number>;

export type Rings = {
  rows: Count[];
  total: Count;
  seesAll: boolean;
  mayAnswer: boolean;
  stands: boolean;
  book: string | null;
  bookVersion: number;
  from: string;
  to: string;
};

export type HourPart = {
  part: 'busy' | 'middle' | 'idle';
  hours: number;
  messages: number;
  rang: number;
  per100: number | null;
};

export type Hours = { parts: HourPart[]; days: { date: string; all: number; asItWas: number }[] };

export type Dispute = 'open' | 'accepted' | 'declined';

export type HitLine = {
  id: string;
  at: string;
  rule: string;
  name: string;
  level: Level;
  effect: Effect;
  person: string;
  personName: string | null;
  isMine: boolean;
  team: string | null;
  channel: string | null;
  conversation: string;
  seq: number | null;
  slice: string | null;
  said: string | null;
  start: number | null;
  length: number;
  reason: string | null;
  dispute: Dispute | null;
};

export type Hits = { hits: HitLine[]; next: string | null };

export type Annoying = {
  rules: { count: Count; reasons: { reason: string; count: number }[]; path: string }[];
  least: number;
  tooFew: number;
};

export type Change = { except: string[]; unless: string[]; terms: string[] };

export type Proposal = {
  id: string;
  at: string;
  personName: string | null;
  isMine: boolean;
  rule: string;
  name: string;
  level: Level;
  slice: string | null;
  text: string | null;
  start: number;
  length: number;
  note: string | null;
  state: Dispute;
  answeredBy: string | null;
  answeredAt: string | null;
  answer: string | null;
  draft: string | null;
  change: Change | null;
  conversation: string;
  seq: number | null;
};

export type Proposals = { disputes: Proposal[]; next: string | null; seesAll: boolean; mayAnswer: boolean };

export type OneProposal = {
  dispute: Proposal;
  alike: HitLine[];
  same: number;
  similar: number;
  suggested: string | null;
  path: string;
  mayAnswer: boolean;
};

export type Tried = {
  days: number | null;
  looked: number;
  more: boolean;
  released: number;
  stillRings: number;
  unsure: number;
  byEffect: { effect: Effect; count: number }[];
  heldBack: number;
  hits: HitLine[];
};

export type NearLine = {
  id: string;
  at: string;
  personName: string | null;
  conversation: string;
  seq: number;
  slice: string;
  text: string;
  start: number;
};

export type Nearby = {
  days: number | null;
  groups: { rule: string; name: string; level: Level; lines: NearLine[] }[];
  phrases: { phrase: string; conversations: number; example: string }[];
  rules: { rule: string; name: string }[];
  mayPropose: boolean;
};
