/** The room's answers as the server writes them. */
export type HeldRole = {
  id: string;
  shopId: string | null;
  teamId: string | null;
  preset: string | null;
  roleId: string | null;
  from: string;
  to: string | null;
};

export const skillKinds = ['language', 'dialect', 'other'] as const;
export type Skill = { kind: (typeof skillKinds)[number]; name: string; note: string | null };
export type SkillName = { kind: Skill['kind']; name: string; people: number };

export type PersonLine = {
  id: string;
  name: string;
  account: string;
  number: string;
  joinedOn: string;
  leavesOn: string | null;
  hasPassword: boolean;
  hasSecondFactor: boolean;
  grade: string | null;
  roles: HeldRole[];
  skills: Skill[];
};

export type HeldGrade = { id: string; grade: string; from: string; to: string | null };

export type UsedAccount = {
  useId: string;
  accountId: string;
  shopId: string;
  kind: string;
  platform: string;
  name: string;
  from: string;
  to: string | null;
};

export type PersonDetail = Omit<PersonLine, 'grade'> & {
  language: string;
  isSelf: boolean;
  isStronger: boolean;
  grades: HeldGrade[];
  accounts: UsedAccount[];
  kept: KeptPart[];
};

/** What a file said in columns that nobody knows. */
export type KeptPart = { shopId: string; from: string | null; account: string | null; cells: Record<string, string> };

export type Permission = { code: string; zh: string; en: string };

export type Roles = {
  permissions: Permission[];
  presets: { preset: string; zh: string; en: string; permissions: string[] }[];
  roles: OwnRole[];
};

export type OwnRole = { id: string; name: string; permissions: string[]; people: number };

export const shopKinds = ['shop', 'desk', 'property', 'hospital'] as const;
export type ShopKind = (typeof shopKinds)[number];

export type OpeningHours = { weekday: number; from: string; to: string };
export type SpecialDay = { date: string; name: string; isClosed: boolean; from?: string | null; to?: string | null };

/** An empty week means always. */
export type ShopCalendar = { week: OpeningHours[]; days: SpecialDay[] };

export type ShopLine = {
  id: string;
  name: string;
  platform: string;
  kind: ShopKind;
  zone: string;
  calendar: ShopCalendar;
  isClosed: boolean;
  teams: { id: string; name: string; isClosed: boolean }[];
};

export type Link = { kind: 'invitation' | 'reset'; path: string; expiresAt: string };

export type SessionLine = {
  id: string;
  createdAt: string;
  seenAt: string;
  address: string;
  client: string;
  isThis: boolean;
};

export type AccountUse = {
  id: string;
  personId: string;
  person: string;
  number: string;
  from: string;
  to: string | null;
};

export type AccountLine = {
  id: string;
  shopId: string;
  kind: string;
  platform: string;
  name: string;
  verifiesFriends: boolean;
  isClosed: boolean;
  uses: AccountUse[];
};

export type AuditLine = {
  id: string;
  at: string;
  shopId: string | null;
  actor: string | null;
  act: string;
  subjectKind: string;
  subjectId: string;
  subject: string | null;
  before: unknown;
  after: unknown;
  reason: string | null;
};

export type FaultLine = {
  id: string;
  at: string;
  reporter: string;
  page: string;
  what: string;
  client: string;
  handledAt: string | null;
  handledBy: string | null;
  answer: string | null;
};

export type MySession = {
  person: { id: string; name: string; account: string; number: string; language: 'zh-CN' | 'en' };
  sessionId: string;
  mustAcceptNotice: boolean;
  hasSecondFactor: boolean;
};

/** How long a shop keeps what; whole days or months. */
export type RetentionPeriods = { contactDays: number; chatMonths: number; orderMonths: number; wageMonths: number };

export type Retention = {
  periods: RetentionPeriods;
  default: RetentionPeriods;
  ranges: Record<keyof RetentionPeriods, { least: number; most: number }>;
};
