export type Level = 'pass' | 'hint' | 'confirm' | 'block';

export type Hit = {
  rule: string;
  kind: string;
  name: string;
  level: Level;
  start: number;
  length: number;
  text: string;
  reason: string;
  suggestion: string | null;
  replacement: string | null;
};

export type Verdict = {
  verdict: Level;
  hits: readonly Hit[];
  rewrite: string | null;
  needs: 'free' | 'needs-reason' | 'shut';
};

/** What goes with a message to the guard. */
export type Word = { reason?: string; drafts?: readonly string[] };
