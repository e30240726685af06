import type { Offer } from '@/rooms/promises';

export type Live = {
  kind: 'postage' | 'return' | 'stock' | 'price' | 'promotions' | 'delivery' | 'colour' | 'brand' | 'discount';
  value: string | null;
  text: string | null;
  /** Fen. */
  amount: number | null;
  courier: string | null;
  until: string | null;
  /** Whence a region that nobody named is known: the newest order, or the buyer's record. */
  from: 'order' | 'record' | null;
};

export type TopicAnswer = {
  number: number;
  case: string;
  answer: string;
  promotion: string | null;
  isOpen: boolean;
  why: string | null;
};

export type TopicPolicy = {
  id: string;
  key: string;
  version: number;
  topic: string;
  title: string;
  text: string;
  answers: readonly TopicAnswer[];
  /** The number of the answer whose case asks the same. */
  fitting: number | null;
  facts: Record<string, string>;
  notToSay: readonly string[];
  scope: { kind: string; targets: readonly string[] };
  since: string;
  until: string | null;
};

/** What the rule book proposes where the shop has released nothing. */
export type Proposal = {
  key: string;
  topic: string;
  title: string;
  text: string;
  answers: readonly { case: string; answer: string }[];
  facts: readonly { name: string; value: string }[];
  notToSay: readonly string[];
  source: string | null;
  book: string;
  bookTitle: { zh: string; en: string };
  bookVersion: number;
  mayAdopt: boolean;
};

export type Topic = {
  topic: string;
  name: string;
  rang: readonly { start: number; length: number }[];
  policies: readonly TopicPolicy[];
  proposal: Proposal | null;
  live: readonly Live[];
  /** What the rule book promises whoever asks; null without a conversation. */
  promise: Offer | null;
};

export type Topics = {
  book: string;
  bookVersion: number;
  /** What everybody says to this buyer in a major complaint. */
  position: { title: string; text: string; notToSay: readonly string[] } | null;
  topics: readonly Topic[];
};

/** The answers of a topic in the order of their keys: the fitting one of each policy first. */
export const inOrder = (policy: TopicPolicy): readonly TopicAnswer[] => [
  ...policy.answers.filter((one) => one.number === policy.fitting),
  ...policy.answers.filter((one) => one.number !== policy.fitting),
];
