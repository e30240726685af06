export type Places = Readonly<Record<string, string | undefined>>;

const place = /\{([^{}\s]{1,20})\}/g;

/** Places whose value is known are filled; the others stay as they are, to be seen and filled by hand. */
export const fill = (text: string, values: Places): string =>
  text.replace(place, (whole, name: string) => {
    const value = values[name]?.trim();
    return value === undefined || value === '' ? whole : value;
  });

export type Open = { name: string; from: number; to: number };

/** Places of these names that are still open in a text. */
export const openPlaces = (text: string, names: ReadonlySet<string>): Open[] =>
  [...text.matchAll(place)]
    .filter((match) => names.has(match[1] ?? ''))
    .map((match) => ({ name: match[1] ?? '', from: match.index, to: match.index + match[0].length }));

/** Every name in braces. */
export const placeNames = (text: string): string[] => [...text.matchAll(place)].map((match) => match[1] ?? '');

/** The `/…` that the caret stands in, at the beginning of a line or behind a blank, if any. */
export const phraseAt = (text: string, caret: number): { from: number; words: string } | null => {
  const found = /(?:^|\s)[/／]([^\s/／]{0,20})$/.exec(text.slice(0, caret));
  return found === null ? null : { from: caret - (found[1] ?? '').length - 1, words: found[1] ?? '' };
};
