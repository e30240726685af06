import type { RetentionPeriods } from './wire';

export type RetentionKind = keyof RetentionPeriods;

/** In the order of the page; contact data in days, the others in months. */
export const kinds: readonly RetentionKind[] = ['contactDays', 'chatMonths', 'orderMonths', 'wageMonths'];

export const isInRange = (value: number | undefined, range: { least: number; most: number }): boolean =>
  value !== undefined && Number.isInteger(value) && value >= range.least && value <= range.most;

export const changesOf = (before: RetentionPeriods, after: RetentionPeriods): RetentionKind[] =>
  kinds.filter((kind) => before[kind] !== after[kind]);
