export const tabs = ['complaints', 'reviews', 'costs', 'scores', 'targets', 'finance_items', 'adjustments'] as const;
export type Tab = (typeof tabs)[number];

export type Column = {
  name: string;
  kind:
    'text' | 'id' | 'choice' | 'whole' | 'number' | 'money' | 'instant' | 'instant-or-day' | 'date' | 'yes-no' | string;
  isRequired: boolean;
  choices: string[];
  isWritten: boolean;
  isDecision: boolean;
  isPerson: boolean;
};

export type Line = {
  key: string;
  cells: (string | null)[];
  isOpen: boolean;
  isMine: boolean;
  enteredBy: string | null;
  enteredByMe: boolean;
  changedAt: string;
};

export type Ledger = {
  columns: Column[];
  rows: Line[];
  next: string | null;
  names: Record<string, string>;
  people: { person: string; name: string; number: string }[];
  totals: { person: string; name: string | null; amount: string; count: number }[];
  mayEdit: boolean;
  mayDecide: boolean;
};

export type Version = { at: string; by: string | null; cells: (string | null)[] | null; reason: string | null };

/** The key of a column's name; the title of a finance item is not the page's. */
export const labelOf = (column: string): 'person' => (column === 'title' ? 'itemTitle' : column) as 'person';

/** Kinds of income and expense that the owner's page knows; files may bring others. */
export const financeKinds = ['utilities', 'rent', 'staff', 'advertising', 'logistics', 'income'] as const;
