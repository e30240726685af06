export const logSorts = ['event', 'instruction'] as const;
export const logLevels = ['normal', 'major', 'urgent'] as const;
export const equipmentStates = ['running', 'stopped', 'starting', 'stopping', 'faulty'] as const;
export type LogSort = (typeof logSorts)[number];
export type LogLevel = (typeof logLevels)[number];
export type EquipmentState = (typeof equipmentStates)[number];
export type HandoverState = 'draft' | 'offered' | 'done';

export type LogAct = {
  at: string;
  by: string | null;
  what: string;
  text: string | null;
  ownerBefore?: string | null;
  ownerAfter?: string | null;
};

export type LogItem = {
  id: string;
  sort: LogSort;
  level: LogLevel;
  cause: string;
  course: string;
  result: string;
  writtenBy: string | null;
  writtenAt: string;
  owner: string;
  ownerName: string | null;
  handledAt: string | null;
  closedAt: string | null;
  isMine: boolean;
  acts: LogAct[];
};

export type LogAge = { fromDays: number; toDays: number | null; count: number };
export type LogPage = { items: LogItem[]; next: string | null; ages: LogAge[]; seesAll: boolean };

export type HandoverLine = {
  id: string | null;
  kind: string;
  ref: string;
  title: string;
  since: string;
  dueAt: string | null;
  isUrgent: boolean;
  link: string | null;
  refused: string | null;
  item: LogItem | null;
};

export type Handover = {
  id: string | null;
  leaver: string;
  leaverName: string | null;
  receiver: string | null;
  receiverName: string | null;
  state: HandoverState;
  role: 'leaver' | 'receiver' | 'lead';
  summary: string | null;
  counts: { key: string; zh: string; en: string; count: number }[];
  lines: HandoverLine[];
  hasMore: boolean;
  preparation: { name: string; doneAt: string | null; doneBy: string | null }[];
  equipment: { name: string; state: EquipmentState | null; since: string | null; setBy: string | null }[];
  blocks: { code: string; zh: string; en: string; isExcepted: boolean }[];
  exception: { by: string | null; at: string; reason: string } | null;
  leaverSignedAt: string | null;
  receiverSignedAt: string | null;
  acts: LogAct[];
  candidates: { person: string; name: string; number: string; isOnDuty: boolean; shift: string | null }[];
  mayExcept: boolean;
};

export type HandoverBrief = {
  id: string;
  leaver: string | null;
  receiver: string | null;
  state: HandoverState;
  begunAt: string;
  leaverSignedAt: string | null;
  receiverSignedAt: string | null;
  lines: number;
  refused: number;
  isExcepted: boolean;
  isToMe: boolean;
};

export type HandoverPage = { handovers: HandoverBrief[]; next: string | null; seesAll: boolean };
export type HandoverWaiting = { toMe: HandoverBrief[]; received: number };
