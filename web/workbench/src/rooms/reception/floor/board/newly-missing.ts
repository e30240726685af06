import type { MissingAgent } from './wire';

/** One absence: the same person may be missing from another shift later. */
export const absenceOf = (one: MissingAgent): string => `${one.person} ${one.since}`;

/** Who has become missing since the last look. Whoever came and is missing again from the same shift is told again. */
export const newlyMissing = (
  missing: readonly MissingAgent[],
  told: ReadonlySet<string>,
): { fresh: readonly MissingAgent[]; told: ReadonlySet<string> } => ({
  fresh: missing.filter((one) => !told.has(absenceOf(one))),
  told: new Set(missing.map(absenceOf)),
});
