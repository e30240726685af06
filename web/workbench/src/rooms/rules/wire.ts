/** What the server says of rule books (`/api/rules/…`). */
export type Words = { zh: string; en: string };
export type Who = { id: string; name: string };
export type BookState = 'draft' | 'open' | 'scheduled' | 'in-force' | 'superseded' | 'withdrawn';

export type BookLine = {
  id: string;
  name: string;
  title: Words;
  state: BookState;
  version: number;
  effectiveDate: string | null;
  digest: string | null;
  basedOn: string;
  revision: number;
  createdBy: Who;
  createdAt: string;
  changedBy: Who;
  changedAt: string;
  openedAt: string | null;
  publishedBy: Who | null;
  publishedAt: string | null;
  comments: number;
  unanswered: number;
  isAcknowledged: boolean;
};

export type BookProblem = {
  severity: 'error' | 'warning' | 'note';
  line: number;
  column: number;
  path: string;
  rule: string;
  reason: Words;
  suggestion: string | null;
};

export type BookDoubt = { path: string; scope: Words; clause: Words; ground: Words };
export type Signature = { path: string; person: Who; at: string; reason: string; stands: boolean };
export type BookDetail = {
  book: BookLine;
  text: string;
  effectiveText: string | null;
  problems: BookProblem[];
  doubts: BookDoubt[];
  signatures: Signature[];
};
export type Difference = { section: string; path: string; scope: Words; before: Words; after: Words; sentence: Words };
export type Changes = { against: { book: string; version: number }; isFirst: boolean; differences: Difference[] };
export type SettingLine = { path: string; isEmpty: boolean; value: Words; sentence: Words };
export type CheckAnswer = {
  isSound: boolean;
  digest: string | null;
  problems: BookProblem[];
  doubts: BookDoubt[];
  settings: SettingLine[];
};
export type Comment = {
  id: string;
  path: string;
  pathName: Words;
  person: Who;
  at: string;
  words: string;
  answer: string | null;
  answeredBy: Who | null;
  answeredAt: string | null;
};
export type Preset = {
  name: string;
  title: Words;
  status: string;
  note: Words;
  sources: string[];
  sections: string[];
  isSound: boolean;
};
export type Consequences = {
  today: string;
  against: { book: string; version: number };
  differences: Difference[];
  /** The first day on which a book that changes pay may start; null when it changes none. */
  monthStart: string | null;
  doubts: BookDoubt[];
  signatures: Signature[];
  errors: number;
  unanswered: number;
  people: number;
  mayPublish: boolean;
};
export type Acknowledgements = { shown: { person: Who; at: string }[]; missing: Who[] };

export type Field = {
  key: string;
  kind: 'group' | 'entries' | 'duration' | 'count' | 'switch' | 'text' | 'texts' | 'choice';
  name: Words;
  help: Words | null;
  fields: Field[] | null;
  whenEmpty: Words | null;
  min: string | null;
  max: string | null;
  unit: Words | null;
  choices: { value: string; name: Words }[] | null;
  maxLength: number | null;
  maxItems: number | null;
  isMultiline: boolean;
  isExtra: boolean;
};
export type SectionForm = { name: string; title: Words; variation: string; fields: Field[] };
