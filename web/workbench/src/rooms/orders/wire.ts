import { sharedText } from '@/shared/i18n/shared-text';
import type { Told } from './elsewhere/wire';
import type { Claim, OrderEvent, Rules } from './credit/wire';

export type Credit = {
  basis: string;
  person: string | null;
  name: string | null;
  doubt: string | null;
  /** Everybody of an order that several share; null for an order of one. */
  shares?: { person: string; name: string | null; amount: number }[] | null;
};

export const namesOf = (credit: Credit): string | null =>
  credit.shares == null ? credit.name : credit.shares.map((share) => share.name ?? '—').join(sharedText('listMark'));

/** Money in fen; null where no file said anything. */
export type Order = {
  orderId: string;
  platform: string;
  buyer: string | null;
  status: string | null;
  statusSaid: string | null;
  placedAt: string;
  paidAt: string | null;
  shippedAt: string | null;
  signedAt: string | null;
  closedAt: string | null;
  amount: number | null;
  postage: number | null;
  paid: number | null;
  refunded: number | null;
  title: string | null;
  quantity: number | null;
  buyerMessage: string | null;
  sellerNote: string | null;
  flag: string | null;
  closeReason: string | null;
  mainOrderId: string | null;
  credit: Credit | null;
  version: number;
  changedAt: string;
  ownFlag: string | null;
  ownNote: string | null;
  reorderedFrom: string | null;
  isOversold: boolean;
};

export type OrderList = { orders: Order[]; next: string | null; onlyOwn: boolean; wordsSince: string | null };

export type Sums = {
  count: number;
  amount: number;
  paid: number;
  refunded: number;
  undecided: number;
  base: number;
  more: boolean;
};

export type OrderLine = {
  line: string;
  item: string | null;
  title: string | null;
  attributes: string | null;
  code: string | null;
  quantity: number | null;
  price: number | null;
  paid: number | null;
  refunded: number | null;
  refundStatus: string | null;
  oversold: { quantity: number; countedAt: string } | null;
};

export type Refund = {
  refundId: string;
  amount: number | null;
  appliedAt: string | null;
  succeededAt: string | null;
  statusSaid: string | null;
  reasonPlatform: string | null;
  responsibleSaid: string | null;
  responsible: string | null;
  decidedBy: string | null;
};

export type OrderChange = {
  version: number;
  at: string;
  fileName: string | null;
  by: string | null;
  changes: Record<string, [string | number | null, string | number | null]>;
};

export type NoteForm = {
  buyer: string | null;
  width: number | null;
  height: number | null;
  area: number | null;
  pattern: string | null;
  shipOn: string | null;
  delivery: string | null;
  extra: string | null;
  rest: string[];
};

export type Decision = {
  number: number;
  basis: string;
  zh: string;
  en: string;
  book: string;
  bookVersion: number;
  baseAmount: number;
  credits: {
    person: string | null;
    name: string | null;
    share: string;
    basis: string;
    amount: number;
    at: string | null;
    messageId: string | null;
  }[];
  losers: { person: string; name: string | null; zh: string; en: string; at: string | null; isAssist: boolean }[];
  decidedAt: string;
  doubt: string | null;
  by: string | null;
  reason: string | null;
  cause: 'manual' | 'closed' | null;
};

export type OrderDetail = {
  order: Order;
  lines: OrderLine[];
  refunds: Refund[];
  changes: OrderChange[];
  note: NoteForm | null;
  fileName: string | null;
  createdAt: string;
  decisions: Decision[];
  aside: Decision | null;
  rules: Rules;
  claims: Claim[];
  events: OrderEvent[];
  kept: Kept[];
  elsewhere: Told[];
  reviews: Review[];
  brought: BroughtEvent[];
};

export type Review = {
  at: string;
  platform: string | null;
  rating: 'good' | 'neutral' | 'bad' | null;
  stars: number | null;
  text: string | null;
  cause: 'agent' | 'goods' | 'courier' | 'other' | null;
  decidedBy: string | null;
  decidedAt: string | null;
  changedTo: 'good' | 'neutral' | 'bad' | null;
  changedAt: string | null;
};

/** An act on the order that a facts folder brought. */
export type BroughtEvent = { id: string; at: string; event: string; name: string | null; detail: string | null };

/** Cells of columns that no format knows, by header. */
export type Kept = { part: 'order' | 'line' | 'refund'; key: string; cells: Record<string, string> };

/** orders, items, refunds, messages, people, accounts, products, and every other file of the facts folder. */
export type Kind = string;

export type KindName = { kind: Kind; zh: string; en: string };

export type Field = { field: string; zh: string; en: string; isRequired: boolean };

export type Column = {
  index: number;
  header: string;
  field: string | null;
  state: 'used' | 'left' | 'kept' | 'unknown';
  samples: string[];
};

export type RowProblem = { line: number; code: string; column: string | null; zh: string; en: string };

export type Preview = {
  fileKind: string;
  encoding: string | null;
  sheet: string | null;
  headerLine: number;
  kind: string | null;
  format: string | null;
  formatZh: string | null;
  formatEn: string | null;
  version: string | null;
  platform: string | null;
  isComplete: boolean;
  columns: Column[];
  missing: Field[];
  /** The report's day, which no column says. */
  day: { told: string | null; guess: string | null } | null;
  wanting: Field[];
  kinds: KindName[];
  fields: Record<Kind, Field[]>;
  rowsLookedAt: number;
  problems: RowProblem[];
  unknownStatuses: string[];
};

export type ImportState = 'uploaded' | 'queued' | 'running' | 'paused' | 'done' | 'cancelled' | 'failed';

export type Import = {
  id: string;
  state: ImportState;
  fileName: string;
  size: number;
  kind: string | null;
  kindZh: string | null;
  kindEn: string | null;
  format: string | null;
  uploadedAt: string;
  uploadedBy: string | null;
  startedAt: string | null;
  endedAt: string | null;
  progress: {
    rowsTotal: number | null;
    rowsDone: number;
    new: number;
    changed: number;
    unchanged: number;
    refused: number;
    checked: number;
  };
  failureZh: string | null;
  failureEn: string | null;
  sameFileImportedAt: string | null;
  /** The import of the very same file that waits or runs now. */
  sameFileMoving: string | null;
  preview: Preview | null;
};

export type RefusedRows = {
  headers: string[];
  rows: { line: number; problems: RowProblem[]; cells: string[] | null }[];
  next: number | null;
};

export type WatchedFile = {
  fileName: string;
  at: string;
  import: string | null;
  isDone: boolean;
  zh: string;
  en: string;
};

/** The folder of a shop whose files are brought in by themselves. */
export type Watched = {
  isOn: boolean;
  folder: string;
  path: string;
  mayChange: boolean;
  waiting: string[];
  files: WatchedFile[];
};
