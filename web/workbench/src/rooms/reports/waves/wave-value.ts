import type { ExpectedDay, Phase, Sum, WaveDay } from './wire';

/** "12.5%"; a dash where nobody wrote. */
export const shareText = ({ asked, buyers }: Sum): string =>
  buyers === 0 ? '—' : `${((asked / buyers) * 100).toFixed(1)}%`;

/** Buyers who wrote on a day of the phase, on average; null where no day of it is counted. */
export const eachDay = (days: readonly WaveDay[], phase: Phase): number | null => {
  const own = days.filter((day) => day.isCounted && day.phase === phase);
  return own.length === 0 ? null : own.reduce((sum, day) => sum + day.buyers, 0) / own.length;
};

/** How many times the usual share the peak is; null where usually nobody asks. */
export const timesOf = (peak: Sum, usual: Sum): number | null =>
  usual.asked === 0 || usual.buyers === 0 || peak.buyers === 0
    ? null
    : peak.asked / peak.buyers / (usual.asked / usual.buyers);

/** 95 % of the time, chance alone stays below. */
const sure = 1.96;

/** Where the share may lie for all that so few buyers say of it (Wilson): its lower bound with -1, its upper with 1. */
const bound = ({ asked, buyers }: Sum, side: 1 | -1): number => {
  const share = asked / buyers;
  const spread = sure * Math.sqrt((share * (1 - share)) / buyers + sure ** 2 / (4 * buyers ** 2));
  return (share + sure ** 2 / (2 * buyers) + side * spread) / (1 + sure ** 2 / buyers);
};

/** Is the peak more than chance makes of the usual share? One buyer of a few says nothing. */
export const isAbove = (peak: Sum, usual: Sum): boolean =>
  peak.buyers > 0 && usual.buyers > 0 && bound(peak, -1) > bound(usual, 1);

/** The days up to the last of which anything is expected. */
export const upToExpected = (days: readonly ExpectedDay[]): readonly ExpectedDay[] =>
  days.slice(0, days.findLastIndex((day) => day.buyers !== null) + 1);

/** People that a day lacks; 0 where there are enough or nothing is expected. */
export const lacking = ({ needed, rostered }: ExpectedDay): number => Math.max(0, (needed ?? 0) - rostered);

/** The topics of a day by how many will ask, the first few. */
export const mostly = (day: ExpectedDay, few: number): [string, number][] =>
  Object.entries(day.asked)
    .filter(([, n]) => n > 0)
    .sort(([a, n], [b, m]) => m - n || a.localeCompare(b))
    .slice(0, few);

/** "11-11", or "11-11 – 11-13" for more than a day; `to` is the day after the last. */
export const daysText = (from: string, last: string): string =>
  from === last ? from.slice(5) : `${from.slice(5)} – ${last.slice(5)}`;
