import type { TextMark } from '../texts/wire';

export type OfferStanding = 'open' | 'coming' | 'ended' | 'gift-gone' | 'gone';

export type BoundOffer = {
  id: string;
  name: string;
  standing: OfferStanding;
  from: string | null;
  to: string | null;
};

/** A promotion with how many phrases of the shop and its teams tell of it. */
export type OfferLine = BoundOffer & { phrases: number };

export type PhraseLevel = 'shop' | 'team' | 'own';

export type Phrase = {
  id: string;
  level: PhraseLevel;
  team: string | null;
  owner: string;
  ownerName: string | null;
  group: string;
  code: string | null;
  /** Which question it answers. */
  title: string;
  text: string;
  reviewOn: string | null;
  expiresOn: string | null;
  isExpired: boolean;
  isDue: boolean;
  isUnused: boolean;
  /** How the title is read: a part per character, readings parted by `/`. */
  sound: string;
  uses: number;
  lastUsedAt: string | null;
  version: number;
  changedBy: string | null;
  changedAt: string;
  mayEdit: boolean;
  /** Why it is kept though the guard asks. */
  guardReason: string | null;
  /** The promotion that it tells of, and how that stands. */
  promotion: string | null;
  offer: BoundOffer | null;
  /** What the guard found when it read the phrase under the book in force; null = it may be used. */
  guard: { mark: TextMark; book: string; bookVersion: number; since: string } | null;
};

export type PhraseList = {
  phrases: Phrase[];
  groups: string[];
  variables: string[];
  today: string;
  nextReview: string | null;
  teams: { id: string; name: string }[];
  keepers: { id: string; name: string }[];
  mayEdit: boolean;
};

export type PhraseChange = {
  version: number;
  what: 'added' | 'changed' | 'removed' | 'restored' | 'reviewed';
  by: string | null;
  at: string;
  group: string;
  code: string | null;
  title: string;
  text: string;
  reviewOn: string | null;
  expiresOn: string | null;
  guardReason: string | null;
};

export type ImportLine = {
  line: number;
  does: 'add' | 'change' | 'nothing' | 'wrong';
  group: string;
  code: string | null;
  title: string;
  text: string;
  why: string | null;
  whyEn: string | null;
  guard: TextMark | null;
};

export type ImportAnswer = {
  lines: ImportLine[];
  added: number;
  changed: number;
  same: number;
  wrong: number;
  isKept: boolean;
};
