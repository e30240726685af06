export type Named = { key: string; name: string; isPersonal: boolean; isArchived: boolean };
export type OwnFieldKind = 'text' | 'number' | 'date' | 'choice' | 'yes-no';
export type OwnField = Named & { kind: OwnFieldKind; choices: string[] | null };

export type ReviewTopic = { key: string; name: string; words: string[]; isArchived: boolean };

export type Scheme = {
  fields: OwnField[];
  factKinds: Named[];
  purposes: Named[];
  topics: Named[];
  levels: Named[];
  membershipText: string;
  suggestionDays: number;
  careMonths: number;
  loyalOrders: number;
  reviewTopics: ReviewTopic[];
  greeting: {
    everyMonths: number;
    answerDays: number;
    quietFrom: number;
    quietTo: number;
    text: string;
    optOutWords: string[];
  };
};

export type SchemeAnswer = { scheme: Scheme; version: number; mayEdit: boolean };

type Source = { conversation: string | null; seq: number | null };

/** `text` is null where it is masked or no longer to be read. */
export type Fact = Source & {
  id: string;
  kind: string;
  kindName: string;
  text: string | null;
  isMasked: boolean;
  at: string;
  by: string | null;
};

export type Consent = Source & {
  id: string;
  purpose: string;
  purposeName: string;
  channel: Channel;
  isGiven: boolean;
  isStanding: boolean;
  how: How;
  note: string | null;
  at: string;
  by: string | null;
  /** The customer's own act: nobody of the house wrote it down. */
  isOwn: boolean;
};

export const channels = ['chat', 'phone', 'sms', 'email', 'wechat'] as const;
export type Channel = (typeof channels)[number];
export const hows = ['message', 'phone', 'paper', 'form'] as const;
/** `answer`: the house read it in the buyer's answer. */
export type How = (typeof hows)[number] | 'answer';

export type Member = {
  level: string;
  levelName: string;
  number: string | null;
  since: string;
  until: string | null;
  isNow: boolean;
};

export type SuggestionState = 'open' | 'answered' | 'done' | 'declined';

export type Suggestion = Source & {
  id: string;
  topic: string;
  topicName: string;
  text: string | null;
  state: SuggestionState;
  dueOn: string | null;
  isLate: boolean;
  ageDays: number;
  at: string;
  by: string | null;
  endedAt: string | null;
  endedBy: string | null;
  answer: string | null;
  buyer: string | null;
  buyerName: string | null;
};

export type GroupName = { id: string; name: string; purpose: string };
export type Group = GroupName & {
  madeAt: string;
  isArchived: boolean;
  members: number;
  ruleOrders: number | null;
  ruleDays: number | null;
  ruledAt: string | null;
};

export type Dossier = {
  buyer: string;
  facts: Fact[];
  consents: Consent[];
  member: Member | null;
  membershipText: string;
  groups: GroupName[];
  suggestions: Suggestion[];
  mayEdit: boolean;
  mayUnmask: boolean;
};

export type SuggestionList = { suggestions: Suggestion[]; next: string | null };
export type SuggestionCount = { month: string; topic: string; state: SuggestionState; number: number };
