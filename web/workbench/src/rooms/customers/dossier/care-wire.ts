export const results = ['reached', 'missed', 'skipped', 'declined'] as const;
export type CareResult = (typeof results)[number];

export type Care = {
  hasConsent: boolean;
  months: number | null;
  owner: string | null;
  ownerName: string | null;
  nextOn: string | null;
  version: number;
  usualMonths: number;
  acts: { result: CareResult; note: string | null; at: string; by: string | null; dueOn: string; nextOn: string }[];
  mayEdit: boolean;
};

export type Referral = {
  id: string;
  referrer: string;
  referrerName: string;
  brought: string;
  broughtName: string;
  relation: string;
  on: string;
  need: string | null;
  state: 'noted' | 'contacted' | 'ordered' | 'void';
  at: string;
  by: string | null;
};
