import type { CareResult } from '../dossier/care-wire';

export const kinds = ['talk', 'promise', 'callback', 'care', 'greeting', 'suggestion', 'order'] as const;
export type DayKind = (typeof kinds)[number];

export type DayLine = {
  kind: DayKind;
  ref: string;
  text: string | null;
  state: string | null;
  since: string;
  dueAt: string | null;
  rank: 'waiting' | 'late' | 'today' | 'open';
  link: string;
  buyer: string | null;
  buyerName: string | null;
  tel: string | null;
  ownerName: string | null;
  isMine: boolean;
  version: number | null;
  /** It has no end of its own: whoever dealt with it says so here. */
  endsHere: boolean;
  laterUntil: string | null;
  laterReason: string | null;
};

export type Standard = {
  days: number;
  reached: number;
  inTime: number;
  unreached: number;
  declined: number;
  skipped: number;
  open: number;
  late: number;
};

export type Day = {
  at: string;
  today: string;
  matters: DayLine[];
  later: DayLine[];
  dealt: { kind: string; ref: string; state: 'later' | 'done'; reason: string | null; at: string }[];
  counts: { kind: DayKind; number: number }[];
  hasMore: boolean;
  laterReasons: string[];
  doneReasons: string[];
  standard: Standard;
  mayEdit: boolean;
};

export type MemberCallback = {
  id: string;
  buyer: string;
  name: string;
  tel: string | null;
  state: 'open' | 'reached' | 'unreached' | 'declined' | 'skipped';
  openedOn: string;
  dueOn: string;
  nextAt: string;
  tries: number;
  attemptsLeft: number | null;
  owner: string | null;
  steps: string[];
  attempts: { at: string; by: string | null; result: CareResult; steps: string[]; note: string | null }[];
  hasConsent: boolean;
  version: number;
  mayEdit: boolean;
};
