export const leaveStates = ['asked', 'signed', 'refused', 'withdrawn'] as const;
export type LeaveState = (typeof leaveStates)[number];

export type LeaveAct = { at: string; by: string | null; what: string; reason: string | null };

export type LeaveLine = {
  id: string;
  person: string;
  name: string | null;
  from: string;
  to: string | null;
  kind: string | null;
  note: string | null;
  state: LeaveState;
  askedBy: string | null;
  askedAt: string;
  decidedBy: string | null;
  decidedAt: string | null;
  reason: string | null;
  isMine: boolean;
  acts: LeaveAct[];
};

export type LeaveList = { leave: LeaveLine[]; next: number | null; maySign: boolean; mayRecord: boolean };
