import type { Head } from '../wire';

export type Account = { id: string; kind: string; name: string };
export type Accounts = { accounts: Account[]; platforms: string[]; own: string[] };

export type Side = 'buyer' | 'own' | 'unclear' | 'skip';
export type AskedLine = { name: string | null; side: Side; stated: string | null; text: string };

/** What has to be said before anything is stored. */
export type Asked = { buyer: string | null; stranger: string | null; lines: AskedLine[] };

export type Pasted = { buyer: string; stored: number; repeated: number; head?: Head };

export type PasteAnswer = Pasted | { ask: Asked };

/** What the agent adds to a paste. */
export type Said = {
  names?: Readonly<Record<string, Side>>;
  loose?: Side;
  takeOver?: boolean;
  again?: string;
};
