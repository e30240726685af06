import type { OwnFieldKind } from './dossier/wire';

export type Identity = 'anonymous' | 'signed' | 'claimed';

export type CustomerLine = {
  id: string;
  number: number;
  name: string;
  identity: Identity;
  tel: string | null;
  note: string | null;
  lastSeenAt: string;
  isErased: boolean;
};

export type CustomerList = { buyers: CustomerLine[]; next: string | null };

/** `hasMore`: the full value can be shown for a reason. */
export type Masked = { shown: string | null; hasMore: boolean };

/** A joining this record was part of; `isInto`: the other one came into this one. */
export type Join = {
  other: string;
  number: number;
  isInto: boolean;
  at: string;
  reason: string;
  by: string | null;
  undoneAt: string | null;
  undoneBecause: string | null;
  undoneBy: string | null;
  maySplit: boolean;
};

export type Customer = {
  id: string;
  number: number;
  title: string;
  identity: Identity;
  nick: string | null;
  name: Masked;
  tel: Masked;
  email: Masked;
  address: Masked;
  /** Without a kind: made up for this customer alone. */
  fields: { key: string; name: string; kind: OwnFieldKind | null; value: Masked }[];
  note: string | null;
  createdAt: string;
  lastSeenAt: string;
  maskedAt: string | null;
  erasedAt: string | null;
  version: number;
  identities: { channelKind: string; identity: Identity; since: string }[];
  joins: Join[];
  may: { edit: boolean; unmask: boolean; export: boolean; erase: boolean };
};

export type Consequences = { number: number; rooms: Record<string, Record<string, number>> };
