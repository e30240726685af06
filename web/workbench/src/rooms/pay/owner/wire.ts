export type StatementLine = { what: string; isIncome: boolean; isEntered: boolean; amount: number };

export type OwnerMonth = {
  month: string;
  sales: number;
  orders: number;
  refunds: number;
  wages: number | null;
  areWagesClosed: boolean;
  target: number | null;
  lines: StatementLine[];
  budgets: Record<string, number>;
  reviews: number;
  neutralOrBad: number;
  changed: number;
  freightProblems: number;
  income: number;
  expense: number;
  net: number;
};

export type OwnerRow = {
  id: string;
  at: string | null;
  order: string | null;
  person: string | null;
  kind: string | null;
  words: string | null;
  amount: number | null;
};

export type OwnerRows = { rows: OwnerRow[]; total: number; sum: number };

export type PlanView = { sales: number; cost: number; months: number; shareBasisPoints: number | null };
export type Compared = { one: PlanView; other: PlanView; saved: number; monthsSaved: number };
