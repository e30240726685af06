export const verdicts = [
  'differs',
  'same',
  'shared',
  'undecided',
  'waiting',
  'unknown-agent',
  'no-order',
  'ours-only',
] as const;
export type Verdict = (typeof verdicts)[number];

/** An order as another tool counts it beside what holds here; money in fen. */
export type ComparedOrder = {
  orderId: string;
  line: string;
  source: string | null;
  account: string | null;
  theirPerson: string | null;
  theirName: string | null;
  countedAt: string | null;
  theirAmount: number | null;
  ourBasis: string | null;
  ourPerson: string | null;
  ourName: string | null;
  month: string | null;
  paid: number | null;
  title: string | null;
  verdict: Verdict;
  fileName: string | null;
};
export type ComparedOrders = { orders: ComparedOrder[]; next: string | null };
export type VerdictCount = { source: string; verdict: Verdict; orders: number; amount: number };
/** `waiting`: orders of the shop that are still to be decided; until then the counts move. */
export type VerdictCounts = { counts: VerdictCount[]; waiting: number };

/** Whom a tool gives an order, on the order's page. */
export type Told = {
  line: string;
  source: string;
  account: string | null;
  name: string | null;
  countedAt: string | null;
  amount: number | null;
  fileName: string | null;
  kept: Record<string, string>;
};
