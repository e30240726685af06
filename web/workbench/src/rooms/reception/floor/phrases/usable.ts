import type { Phrase } from './wire';

export const isBlocked = (phrase: Phrase): boolean => phrase.guard?.mark.level === 'block';

/** The phrase as it may be laid into the box: what the guard blocks in its rewrite, or not at all. */
export const usableOf = (phrase: Phrase): Phrase | null => {
  if (phrase.guard === null || !isBlocked(phrase)) return phrase;
  const { rewrite } = phrase.guard.mark;
  return rewrite === null ? null : { ...phrase, text: rewrite };
};
