import type { Phrase } from './wire';

/** What was typed fits the sound from this part on: whole syllables, initials, or a mixture; the last one may be begun. */
const soundsLike = (parts: readonly string[], at: number, typed: string): boolean => {
  if (typed === '') return true;
  const part = parts[at];
  if (part === undefined) return false;
  return part.split('/').some((reading) => {
    if (reading.startsWith(typed)) return true;
    const taken = [reading, reading.slice(0, 1), ...(/^[zcs]h/.test(reading) ? [reading.slice(0, 2)] : [])];
    return taken.some((piece) => typed.startsWith(piece) && soundsLike(parts, at + 1, typed.slice(piece.length)));
  });
};

const best = 7;

/** How well a phrase fits, 0 = not at all: its code, its question, the question's pinyin or initials, its words. */
export const fit = (phrase: Phrase, typed: string): number => {
  const words = typed.trim().toLowerCase();
  if (words === '') return 1;
  if (phrase.code === words) return best;
  if (phrase.code?.startsWith(words) === true) return best - 1;
  const title = phrase.title.toLowerCase();
  if (title.startsWith(words)) return best - 2;
  if (title.includes(words)) return best - 3;
  const letters = words.replaceAll(/['’\s]/g, '');
  if (/^[a-z0-9]+$/.test(letters) && phrase.sound !== '') {
    const parts = phrase.sound.split(' ');
    if (soundsLike(parts, 0, letters)) return 3;
    if (letters.length > 1 && parts.some((_, at) => at > 0 && soundsLike(parts, at, letters))) return 2;
  }
  return phrase.group.toLowerCase() === words || phrase.text.toLowerCase().includes(words) ? 1 : 0;
};

/** The phrases that fit, best first; among equals one's own first, then what is used most. */
export const find = (phrases: readonly Phrase[], typed: string): Phrase[] =>
  phrases
    .map((phrase) => ({ phrase, fits: fit(phrase, typed) }))
    .filter((one) => one.fits > 0)
    .sort(
      (a, b) =>
        b.fits - a.fits ||
        Number(b.phrase.level === 'own') - Number(a.phrase.level === 'own') ||
        b.phrase.uses - a.phrase.uses ||
        a.phrase.title.localeCompare(b.phrase.title),
    )
    .map((one) => one.phrase);
