/** A part of the whole with two places; several of them need not add up to 100. */
export const shareOf = (part: number, whole: number): string =>
  whole === 0 ? '' : `${(Math.round((part * 10_000) / whole) / 100).toFixed(2)}%`;
