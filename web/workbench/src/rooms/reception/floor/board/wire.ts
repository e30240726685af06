export type Duty = 'ready' | 'busy' | 'away' | 'on-hold' | 'off';

export type WaitingRow = {
  id: string;
  number: number;
  state: 'waiting' | 'open';
  buyerName: string;
  channelName: string;
  assignee: string | null;
  assigneeName: string | null;
  waitingSince: string | null;
  queuedAt: string | null;
  lastText: string;
  reason: string;
};

export type FloorAgent = {
  person: string;
  name: string;
  duty: Duty;
  since: string | null;
  open: number;
  unanswered: number;
  oldestWait: string | null;
  snoozed: number;
};

export type Limits = {
  amberSeconds: number | null;
  redSeconds: number | null;
  supervisorSeconds: number | null;
  capacity: number;
};

export type Floor = {
  at: string;
  /** Who holds the main account. */
  main: string | null;
  /** Only the teams of whoever looks. */
  onlyTeams: boolean;
  counts: {
    queue: number;
    unanswered: number;
    open: number;
    snoozed: number;
    amber: number;
    red: number;
    forSupervisor: number;
    oldestWait: string | null;
    ready: number;
    busy: number;
    away: number;
    onHold: number;
  };
  limits: Limits;
  waiting: WaitingRow[];
  hasMore: boolean;
  agents: FloorAgent[];
  day: { today: number[]; lastWeek: number[]; soFar: number; lastWeekSoFar: number };
  /** Rules of presence that do not hold now. */
  gaps?: { name: string; from: string; to: string; atLeast: number; there: string[] }[];
  /** Rostered now, off duty and not on signed leave. */
  missing?: MissingAgent[];
};

export type MyDay = {
  at: string;
  day: string;
  open: {
    id: string;
    number: number;
    state: 'open' | 'snoozed';
    buyerName: string;
    channelName: string;
    waitingSince: string | null;
    snoozedUntil: string | null;
    lastAt: string;
    lastText: string;
  }[];
  closed: number;
  outcomes: { name: string; count: number }[];
  states: { duty: Duty; seconds: number }[];
  now: Duty;
  nowSince: string;
  shifts: { shift: string | null; start: string | null; end: string | null; place: string | null }[];
  limits: Limits;
};

/** Somebody whose shift has begun, who is off duty and not on signed leave. */
export type MissingAgent = { person: string; name: string; shift: string | null; since: string };
