/** What the server says of how enquiries were dealt out (`/api/metrics/dealing`). `due` in millionths of an enquiry, `paid` in fen. */
export type DealtBy = 'person' | 'shift' | 'hour';

export type DealtLine = {
  by: DealtBy;
  place: string;
  person: string;
  name: string;
  received: number;
  of: number;
  due: number;
  paid: number;
};

export type Dealing = {
  talks: number;
  unanswered: number;
  daysFromAnswers: number;
  hasWeights: boolean;
  reach: 'own' | 'teams' | 'all';
  lines: DealtLine[];
};

export type DealtRow = {
  id: string;
  number: number;
  at: string;
  answeredAt: string | null;
  agent: string;
  agentName: string;
  isTheirs: boolean;
  there: number;
  due: number;
  paid: number;
};

export type DealtRows = {
  total: number;
  received: number;
  due: number;
  paid: number;
  list: DealtRow[];
  next: number | null;
};
