import { standingOf } from './offer';
import type { Phrase } from './wire';

export const isBlocked = (phrase: Phrase): boolean => phrase.guard?.mark.level === 'block';

/** What it tells of is over, or has not begun. */
export const isOutOfTime = (phrase: Phrase, now: number): boolean =>
  phrase.offer !== null && standingOf(phrase.offer, now) !== 'open';

/** The phrase as it may be laid into the box: what the guard blocks in its rewrite, or not at all; what tells of a promotion only while that is open. */
export const usableOf = (phrase: Phrase, now: number): Phrase | null => {
  if (isOutOfTime(phrase, now)) return null;
  if (phrase.guard === null || !isBlocked(phrase)) return phrase;
  const { rewrite } = phrase.guard.mark;
  return rewrite === null ? null : { ...phrase, text: rewrite };
};
