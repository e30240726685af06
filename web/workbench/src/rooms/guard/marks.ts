import type { Hit, Level, Verdict } from './wire';

export type Piece = { text: string; level: Level | null };

const gravity: Record<Level, number> = { pass: 0, hint: 1, confirm: 2, block: 3 };

export const isGraver = (a: Level, b: Level): boolean => gravity[a] > gravity[b];

/** The text cut where marks begin and end; where hits overlap the gravest shows. A hit on the whole message marks nothing. */
export const piecesOf = (text: string, hits: readonly Hit[]): Piece[] => {
  const levels: (Level | null)[] = Array.from({ length: text.length }, () => null);
  for (const hit of hits) {
    if (hit.length >= text.length && text.length > 8) continue;
    for (let i = hit.start; i < Math.min(hit.start + hit.length, text.length); i++) {
      const level = levels[i] ?? null;
      if (level === null || isGraver(hit.level, level)) levels[i] = hit.level;
    }
  }
  const pieces: Piece[] = [];
  for (let i = 0; i < text.length; i++) {
    const level = levels[i] ?? null;
    const last = pieces.at(-1);
    if (last !== undefined && last.level === level) last.text += text.charAt(i);
    else pieces.push({ text: text.charAt(i), level });
  }
  return pieces;
};

/** While the answer to new words is awaited, the marks of the old ones stay where their characters still stand. */
export const shifted = (hits: readonly Hit[], before: string, after: string): Hit[] => {
  let same = 0;
  while (same < before.length && same < after.length && before[same] === after[same]) same++;
  let tail = 0;
  while (tail < before.length - same && tail < after.length - same && before.at(-1 - tail) === after.at(-1 - tail))
    tail++;
  const moved = after.length - before.length;
  return hits.flatMap((hit) => {
    if (hit.start + hit.length <= same) return [hit];
    if (hit.start >= before.length - tail) return [{ ...hit, start: hit.start + moved }];
    return [];
  });
};

/** The hit that the line under the box speaks of: the gravest, then the first. */
export const gravest = (hits: readonly Hit[]): Hit | null =>
  hits.reduce<Hit | null>((found, hit) => (found === null || isGraver(hit.level, found.level) ? hit : found), null);

/** Other words for a message, and what would ring in them all the same. */
export type Rewrite = { text: string; left: readonly Hit[] };

const overlap = (a: Hit, b: Hit): boolean => a.start < b.start + b.length && b.start < a.start + a.length;

/**
 * What one key would make of the text: the book's whole rewrite, which passes the book, else every hit that has other words in their place.
 * What then still rings is told with it.
 */
export const rewritten = (text: string, verdict: Verdict): Rewrite | null => {
  if (verdict.rewrite !== null && verdict.rewrite !== text) return { text: verdict.rewrite, left: [] };
  const chosen: (Hit & { replacement: string })[] = [];
  for (const hit of [...verdict.hits].sort((a, b) => b.length - a.length || a.start - b.start)) {
    const { replacement } = hit;
    if (replacement === null || text.slice(hit.start, hit.start + hit.length) !== hit.text) continue;
    if (!chosen.some((one) => overlap(one, hit))) chosen.push({ ...hit, replacement });
  }
  if (chosen.length === 0) return null;
  let written = text;
  for (const hit of [...chosen].sort((a, b) => b.start - a.start))
    written = written.slice(0, hit.start) + hit.replacement + written.slice(hit.start + hit.length);
  const left = verdict.hits.filter((hit) => !chosen.some((one) => overlap(one, hit)));
  return written === text ? null : { text: written, left };
};

const mostDrafts = 5;

/** Drafts that rang while this message was written, the latest last; a draft that only went on replaces the one it went on from. */
export const withDraft = (drafts: readonly string[], draft: string): readonly string[] => {
  const others = drafts.filter((one) => !draft.startsWith(one) && one !== draft);
  return [...others, draft].slice(-mostDrafts);
};
