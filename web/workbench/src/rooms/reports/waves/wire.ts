/** What the server says of the wave of questions of a campaign (`/api/metrics/waves`). Days are half open: `to` is the day after the last. */
export type Phase = 'before' | 'during' | 'after';
export type Campaign = { id: string; name: string; from: string; to: string };
export type Sum = { asked: number; buyers: number };
export type Peak = { day: string; asked: number; buyers: number };

export type WaveDay = {
  day: string;
  phase: Phase;
  isCounted: boolean;
  buyers: number;
  asked: Record<string, number>;
};

export type WaveTopic = {
  topic: string;
  name: string;
  before: Sum;
  during: Sum;
  after: Sum;
  most: Peak | null;
  peak: Peak | null;
};

export type Wave = {
  from: string;
  to: string;
  first: string;
  end: string;
  waiting: number;
  days: WaveDay[];
  topics: WaveTopic[];
};

export type WaveRow = { day: string; message: string; at: string; buyer: string | null; text: string | null };
export type WaveRows = { list: WaveRow[]; next: string | null };

export type Like = Campaign & { waiting: number; isUsed: boolean };

export type ExpectedDay = {
  day: string;
  phase: Phase;
  buyers: number | null;
  needed: number | null;
  rostered: number;
  asked: Record<string, number>;
};

export type Expected = {
  from: string;
  to: string;
  usualBuyers: number;
  usualDays: number;
  measured: number | null;
  each: number | null;
  waiting: number;
  like: Like[];
  days: ExpectedDay[];
  names: Record<string, string>;
};
