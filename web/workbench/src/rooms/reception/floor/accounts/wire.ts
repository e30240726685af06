import type { TextMark } from '../texts/wire';

export type Flag = 'rings' | 'ended' | 'missing' | 'bare' | 'verify' | 'unknown';
export type Account = {
  person: string;
  name: string;
  number: string;
  texts: string[];
  carries: 'promotion' | 'product' | null;
  offer: string | null;
  from: string | null;
  to: string | null;
  friends: 'free' | 'verify' | null;
  version: number;
  changedBy: string | null;
  changedAt: string | null;
  shown: string | null;
  flags: Flag[];
  mayEdit: boolean;
  guardReason: string | null;
  /** The promotion of the house whose days it has. */
  promotion: string | null;
  /** What the guard finds in each text. */
  guard: (TextMark | null)[];
};
export type AccountBoard = {
  mine: Account | null;
  team: Account[];
  book: { needsSignature: boolean; carriesOffer: boolean; everySeconds: number | null; friendsAreFree: boolean };
  today: string;
  maySeeTeam: boolean;
};
