import { addDays, daysBetween, weekday } from './days';
import type { DayShifts, ShiftCell } from './wire';

/** Who stands where, by `person day`. */
export type Known = ReadonlyMap<string, readonly ShiftCell[]>;

export const keyOf = (person: string, date: string): string => `${person} ${date}`;

export const knownOf = (days: readonly DayShifts[]): Known =>
  new Map(days.map((day) => [keyOf(day.person, day.date), day.shifts]));

type Fill = {
  people: readonly string[];
  from: string;
  to: string;
  /** One shift per place of the pattern, repeated; null = free. */
  pattern: readonly (ShiftCell | null)[];
  /** `week`: the pattern begins on Mondays; `turn`: it runs on, and each person begins one place later. */
  way: 'week' | 'turn';
  keepsFilled: boolean;
};

/** Days to be set so that the people work by the pattern in [from, to). */
export const fill = (known: Known, { people, from, to, pattern, way, keepsFilled }: Fill): DayShifts[] =>
  pattern.length === 0
    ? []
    : people.flatMap((person, place) =>
        daysBetween(from, to)
          .map((date, index) => {
            const at = way === 'week' ? weekday(date) - 1 : index + place;
            const shift = pattern[at % pattern.length] ?? null;
            return { person, date, shifts: shift === null ? [] : [shift] };
          })
          .filter((day) => !keepsFilled || (known.get(keyOf(day.person, day.date)) ?? []).length === 0),
      );

/** The week that begins on a Monday, as it stands, for later weeks. */
export const copyWeek = (
  known: Known,
  people: readonly string[],
  from: string,
  weeks: readonly string[],
): DayShifts[] =>
  weeks.flatMap((to) =>
    people.flatMap((person) =>
      [0, 1, 2, 3, 4, 5, 6].map((day) => ({
        person,
        date: addDays(to, day),
        shifts: [...(known.get(keyOf(person, addDays(from, day))) ?? [])],
      })),
    ),
  );

/** Free days that are free already are no change. */
export const changes = (known: Known, days: readonly DayShifts[]): DayShifts[] =>
  days.filter((day) => day.shifts.length > 0 || (known.get(keyOf(day.person, day.date)) ?? []).length > 0);

const minutes = (time: string): number => {
  const [hours = 0, rest = 0] = time.split(':').map(Number);
  return hours * 60 + rest;
};

/** Hours of a shift; one that ends at or before its start runs into the next day. */
export const hoursOf = (cell: ShiftCell): number => {
  if (cell.start === null || cell.end === null) return 0;
  const length = minutes(cell.end) - minutes(cell.start);
  return (length > 0 ? length : length + 1440) / 60;
};

export const shortOf = (cell: ShiftCell): string => cell.shift ?? `${cell.start ?? ''}-${cell.end ?? ''}`;

export const longOf = (cell: ShiftCell): string =>
  [cell.shift, cell.start === null ? null : `${cell.start}–${cell.end ?? ''}`]
    .filter((part) => part !== null)
    .join(' ');
