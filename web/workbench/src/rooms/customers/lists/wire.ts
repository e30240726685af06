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
