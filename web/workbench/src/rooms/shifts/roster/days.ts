/** Days as `2026-10-03`: reckoned in UTC, so that no zone of a browser moves them. */
const dayMs = 86_400_000;

const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);

export const addDays = (day: string, days: number): string =>
  new Date(at(day) + days * dayMs).toISOString().slice(0, 10);

/** 1 = Monday … 7 = Sunday. */
export const weekday = (day: string): number => new Date(at(day)).getUTCDay() || 7;

export const monday = (day: string): string => addDays(day, 1 - weekday(day));

export const daysBetween = (from: string, to: string): string[] => {
  const days: string[] = [];
  for (let day = from; day < to && days.length < 400; day = addDays(day, 1)) days.push(day);
  return days;
};

export const firstOf = (month: string): string => `${month}-01`;

/** The first day that no longer belongs to the month. */
export const endOf = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, '0')}-01`;
};

export const nextMonth = (month: string, by: number): string => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
};
