/** What the doctor says; docs/cli/doctor.schema.json. */
export type Finding = {
  level: 'note' | 'warning' | 'error';
  code: string;
  zh: string;
  en: string;
  subject?: string | null;
};

export type Report = {
  version: string;
  database: 'sqlite' | 'postgres';
  ok: boolean;
  checks: { name: string; ok: boolean; findings: Finding[] }[];
};
