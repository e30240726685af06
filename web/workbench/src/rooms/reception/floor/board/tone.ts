import type { Limits } from './wire';

export type Tone = 'grey' | 'amber' | 'red';

export const toneOf = (since: string | null, limits: Limits, now: number): Tone => {
  if (since === null) return 'grey';
  const waited = (now - Date.parse(since)) / 1000;
  if (limits.redSeconds !== null && waited >= limits.redSeconds) return 'red';
  return limits.amberSeconds !== null && waited >= limits.amberSeconds ? 'amber' : 'grey';
};

/** Conversations whose wait has newly reached a limit: each is told once per wait. */
export const newlyOver = (
  rows: readonly { id: string; waitingSince: string | null }[],
  limitSeconds: number | null,
  now: number,
  told: ReadonlySet<string>,
): string[] =>
  limitSeconds === null
    ? []
    : rows
        .filter((row) => row.waitingSince !== null && now - Date.parse(row.waitingSince) >= limitSeconds * 1000)
        .map((row) => `${row.id} ${row.waitingSince ?? ''}`)
        .filter((key) => !told.has(key));
