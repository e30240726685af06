import type { ExpectedHour, PlannedHour } from './wire';

/** Only the hours in which somebody is planned or expected, without gaps between them. */
export const shownHours = (hours: readonly ExpectedHour[]): readonly ExpectedHour[] => {
  const used = hours.filter((one) => one.people > 0 || one.arrivals > 0).map((one) => one.hour);
  if (used.length === 0) return [];
  return hours.slice(Math.min(...used), Math.max(...used) + 1);
};

export const percent = (hour: PlannedHour | undefined): string =>
  hour?.share === undefined || hour.share === null
    ? ''
    : `${(hour.share / 10).toFixed(hour.share % 10 === 0 ? 0 : 1)}%`;

/** How many of an hour come to somebody. */
export const expectedOf = (hour: PlannedHour | undefined, arrivals: number): number =>
  hour?.share === undefined || hour.share === null ? 0 : (arrivals * hour.share) / 1000;

/** Buyers are expected and nobody is planned. */
export const isUncovered = (hour: ExpectedHour): boolean => hour.people === 0 && hour.arrivals > 0;
