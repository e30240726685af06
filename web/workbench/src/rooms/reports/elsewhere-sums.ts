import { amount } from './value';
import type { Unit } from './wire';

/** One of our figures of that person and day, by one set. */
export type OwnFigure = { set: string; numerator: number; denominator: number; isOpen: boolean };
/** Theirs in whole small units: counts, fen, milliseconds, millionths of a share. */
export type ComparedFigure = { figure: string; metric: string; unit: Unit; theirs: number; ours: OwnFigure[] };
export type ComparedDay = {
  day: string;
  source: string;
  account: string;
  person: string | null;
  name: string | null;
  figures: ComparedFigure[];
};

const preferred = ['tb-2023', 'shop'];

/** Their figure in the unit in which people read it. */
export const theirsOf = (figure: ComparedFigure | undefined): number | null => {
  if (figure === undefined) return null;
  switch (figure.unit) {
    case 'money':
    case 'money-each':
      return figure.theirs / 100;
    case 'seconds':
      return figure.theirs / 1000;
    case 'share':
    case 'money-share':
    case 'time-share':
      return figure.theirs / 1_000_000;
    default:
      return figure.theirs;
  }
};

/** Our figure by the named set, or by the one that counts most like the platforms. */
export const oursOf = (figure: ComparedFigure, set?: string): number | null => {
  const wanted = set === undefined ? preferred : [set];
  const own = figure.ours.find((one) => wanted.includes(one.set)) ?? figure.ours[0];
  return own === undefined ? null : amount(figure.unit, own.numerator, own.denominator);
};

/** Theirs less ours, to the last place that is shown; null where one of them says nothing. */
export const difference = (figure: ComparedFigure | undefined): number | null => {
  const [theirs, ours] = [theirsOf(figure), figure === undefined ? null : oursOf(figure)];
  if (theirs === null || ours === null) return null;
  const by = theirs - ours;
  return Math.abs(by) < 0.00005 ? 0 : by;
};

/** What counts and sums of money add up to, over the days on which both say something; null for rates and times. */
export const dayTotals = (days: readonly ComparedDay[], name: string): { theirs: number; ours: number } | null => {
  let [theirs, ours, isSummed] = [0, 0, false];
  for (const figure of days.flatMap((day) => day.figures.filter((one) => one.figure === name))) {
    if (figure.unit !== 'count' && figure.unit !== 'money') return null;
    const [their, our] = [theirsOf(figure), oursOf(figure)];
    if (their === null || our === null) continue;
    theirs += their;
    ours += our;
    isSummed = true;
  }
  return isSummed ? { theirs, ours } : null;
};
