import type { Channel } from '../dossier/wire';

export type Proposal = {
  buyer: string;
  number: number;
  name: string;
  tel: string | null;
  ways: Channel[];
  chat: 'none' | 'busy' | 'free';
  text: string;
  lastMonth: string | null;
};

export type Greetings = {
  month: string;
  isQuiet: boolean;
  quietFrom: number;
  quietTo: number;
  everyMonths: number;
  proposals: Proposal[];
  next: number | null;
  released: number;
  toDo: number;
  mayRelease: boolean;
};

export type GreetingState = 'sending' | 'sent' | 'open' | 'reached' | 'missed' | 'skipped' | 'declined';

export type Greeting = {
  id: string;
  buyer: string;
  buyerName: string;
  month: string;
  way: Channel | '';
  state: GreetingState;
  text: string | null;
  at: string;
  by: string | null;
  owner: string;
  ownerName: string | null;
  conversation: string | null;
  seq: number | null;
  note: string | null;
  tel: string | null;
};

export type Released = {
  lines: { buyer: string; state: GreetingState | null; zh: string | null; en: string | null }[];
};

export type RepeatLine = {
  buyer: string;
  record: string | null;
  orders: number;
  first: string;
  last: string;
  everyDays: number | null;
  value: number;
  isLoyal: boolean;
};

export type RepeatReport = {
  from: string;
  to: string;
  buyers: number;
  repeating: number;
  loyal: number;
  orders: number;
  unnamed: number;
  rate: number | null;
  loyalFrom: number;
  lines: RepeatLine[];
  next: number | null;
};

export type MarketAnswer = {
  least: number;
  blocks: { field: string; name: string; cells: { key: string; name: string; number: number | null }[] }[];
};

export type PairSide = {
  id: string;
  number: number;
  name: string;
  tel: string | null;
  channels: string[];
  lastSeenAt: string;
};

export type Pairs = {
  pairs: { one: PairSide; other: PairSide; shared: ('tel' | 'place' | 'nick')[] }[];
  hasMore: boolean;
  mayEdit: boolean;
};

export type BuyerNotice = {
  change: string;
  buyer: string;
  name: string;
  values: { field: 'tel' | 'address' | 'email' | 'name' | 'level'; now: string | null }[];
  matters: ('promise' | 'order' | 'care' | 'conversation')[];
  at: string;
  by: string | null;
};
