export type Level = 'pass' | 'hint' | 'confirm' | 'block';

export type TextHit = {
  rule: string;
  name: string;
  nameEn: string | null;
  level: Level;
  start: number;
  length: number;
  text: string;
  reason: string;
  reasonEn: string | null;
  suggestion: string | null;
};

/** What the guard finds in words that the shop keeps, the gravest first. */
export type TextMark = { level: Level; hits: TextHit[]; rewrite: string | null };
