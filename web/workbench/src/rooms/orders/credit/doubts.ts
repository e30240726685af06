/** Why an order is undecided, as the server names it. */
const doubts = [
  'no-rule-gives-it',
  'paid-without-time',
  'placed-without-time',
  'no-number',
  'two-numbers',
  'unknown-number',
  'shared-number',
  'late-number',
  'number-without-talk',
  'flag-unknown',
  'flag-shared',
  'flag-without-talk',
  'message-without-account',
  'account-unknown',
  'account-shared',
  'original-absent',
  'original-undecided',
  'reorder-loop',
] as const;

type Doubt = (typeof doubts)[number];

export const isDoubt = (code: string): code is Doubt => (doubts as readonly string[]).includes(code);
