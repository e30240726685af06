/** Characters that count: no blanks, full and half width the same. The server counts by the same rule. */
export const counted = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\s\p{Cc}\p{Cf}]/gu, '');

export type Attempt = { startedAt: number | null; corrections: number; pasted: number };

export const untouched: Attempt = { startedAt: null, corrections: 0, pasted: 0 };

/** The clock starts with the first key; a text that got shorter was a correction. */
export const afterInput = (attempt: Attempt, before: string, now: string, at: number): Attempt => ({
  ...attempt,
  startedAt: attempt.startedAt ?? at,
  corrections: attempt.corrections + (now.length < before.length ? 1 : 0),
});

/** How much of the shown text stands right from the beginning, as a place in the text to go on from. */
export const reached = (shown: string, typed: string): number => {
  const wanted = counted(typed);
  let at = 0;
  let n = 0;
  for (const character of shown) {
    const one = counted(character);
    if (one !== '' && !wanted.startsWith(one, n)) break;
    n += one.length;
    at += character.length;
  }
  return at;
};
