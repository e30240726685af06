/** Where something was found: start and length in UTF-16 units. */
export type Found = readonly [number, number];

export type Part = { text: string; isFound: boolean };

const before = 24;
const most = 160;

export const parts = (text: string, found: readonly Found[]): Part[] => {
  const all: Part[] = [];
  let at = 0;
  for (const [start, length] of found) {
    if (start > at) all.push({ text: text.slice(at, start), isFound: false });
    all.push({ text: text.slice(start, start + length), isFound: true });
    at = start + length;
  }
  if (at < text.length) all.push({ text: text.slice(at), isFound: false });
  return all;
};

const isSecondHalf = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
};

/** A long text begins shortly before the first place that was found and ends soon after. */
export const clipped = (text: string, found: readonly Found[]): { text: string; found: Found[] } => {
  const first = found[0]?.[0] ?? 0;
  let from = text.length <= most || first <= before * 2 ? 0 : first - before;
  if (isSecondHalf(text, from)) from -= 1;
  let to = Math.min(text.length, from + most);
  if (to < text.length && isSecondHalf(text, to)) to -= 1;
  const lead = from > 0 ? '…' : '';
  const tail = to < text.length ? '…' : '';
  return {
    text: `${lead}${text.slice(from, to)}${tail}`,
    found: found
      .filter(([start, length]) => start >= from && start + length <= to)
      .map(([start, length]): Found => [start - from + lead.length, length]),
  };
};
