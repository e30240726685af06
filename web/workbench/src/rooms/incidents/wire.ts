export const incidentStates = ['proposed', 'confirmed', 'dropped'] as const;
export type IncidentState = (typeof incidentStates)[number] | 'gone';

export type Incident = {
  id: string;
  person: string;
  name: string | null;
  at: string;
  kind: string;
  kindName: string;
  orderId: string | null;
  stage: string | null;
  value: number | null;
  loss: string | null;
  note: string | null;
  state: IncidentState;
  source: 'roster' | 'orders' | 'ledger' | 'hand' | 'import';
  times: number | null;
  proposedBy: string | null;
  proposedAt: string;
  decidedBy: string | null;
  decidedAt: string | null;
  reason: string | null;
  exemptionRefused: string | null;
  comment: string | null;
  isMine: boolean;
  isUnseen: boolean;
};

export type IncidentKind = {
  kind: string;
  name: string;
  stages: string[];
  needsValue: boolean;
  isSetByPerson: boolean;
  hasLoss: boolean;
  exemptBy: string[];
};

export type IncidentList = {
  incidents: Incident[];
  next: string | null;
  kinds: IncidentKind[];
  people: { person: string; name: string; number: string }[];
  seesAll: boolean;
  mayDecide: boolean;
  mayEnter: boolean;
};

export type Span = { account: string; from: string; to: string; state: string };

export type Evidence = {
  date: string;
  shift: string | null;
  place: string | null;
  from: string;
  to: string;
  presence: Span[];
  leave: { from: string; to: string | null; kind: string | null; isSigned: boolean }[];
  /** Not in evidence that was kept before faults were weighed. */
  faults?: { from: string; to: string | null }[];
};

/** Rows behind a proposal; `missing` are parts of a note. */
export type RowEvidence = { facts: string[]; missing: string[]; cause: string | null; decidedBy: string | null };

export type IncidentPage = {
  incident: Incident;
  kind: IncidentKind | null;
  evidence: Evidence | RowEvidence | null;
  exemption: { kind: string; at: string; fact: string } | null;
  acts: { at: string; by: string | null; what: string; said: string | null; reason: string | null }[];
  mayDecide: boolean;
};
