/** What one person earned in a month; money in fen. */
export type Earner = { person: string; name: string | null; number: string | null; orders: number; amount: number };

/** A word in notes that looks like a staff number and was nobody's on the day of the order. */
export type UnknownNumber = {
  number: string;
  orders: number;
  amount: number;
  since: string;
  example: string;
  holder: string | null;
  holderName: string | null;
};

/** Paid = credited + silent + undecided. */
export type Earners = {
  month: string | null;
  months: string[];
  orders: number;
  paid: number;
  credited: number;
  silent: number;
  undecided: number;
  undecidedOrders: number;
  /** Paid, without the time of payment: they stand in the month of the order, and reports count by payment. */
  undated: number;
  undatedOrders: number;
  waiting: number;
  people: Earner[];
  numbers: UnknownNumber[];
};

/** Whose a number is: a colleague, or the name of somebody new. */
export type Whose = { person?: string; name?: string };
