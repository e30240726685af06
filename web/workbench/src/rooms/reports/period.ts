export type Kind = 'day' | 'week' | 'month' | 'last30';
export type Period = { kind: Kind; from: string; to: string };

export const kinds: readonly Kind[] = ['day', 'week', 'month', 'last30'];

const dayMs = 86_400_000;
const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const text = (time: number): string => new Date(time).toISOString().slice(0, 10);

export const plusDays = (day: string, days: number): string => text(at(day) + days * dayMs);

/** Monday of the week. */
export const monday = (day: string): string => plusDays(day, -((new Date(at(day)).getUTCDay() + 6) % 7));

const monthStart = (day: string, months = 0): string => {
  const date = new Date(at(day));
  return text(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
};

/** The period of a kind that holds the day; `to` is the day after its last. */
export const periodOf = (kind: Kind, day: string): Period => {
  switch (kind) {
    case 'day':
      return { kind, from: day, to: plusDays(day, 1) };
    case 'week':
      return { kind, from: monday(day), to: plusDays(monday(day), 7) };
    case 'month':
      return { kind, from: monthStart(day), to: monthStart(day, 1) };
    case 'last30':
      return { kind, from: plusDays(day, -29), to: plusDays(day, 1) };
  }
};

/** The neighbour in time: -1 the one before, 1 the one after. */
export const neighbour = (period: Period, step: -1 | 1): Period => {
  switch (period.kind) {
    case 'day':
    case 'week':
      return periodOf(period.kind, plusDays(period.from, step * (period.kind === 'day' ? 1 : 7)));
    case 'month':
      return periodOf('month', monthStart(period.from, step));
    case 'last30':
      return periodOf('last30', plusDays(period.to, -1 + step * 30));
  }
};

export const days = (period: Pick<Period, 'from' | 'to'>): string[] => {
  const all: string[] = [];
  for (let day = period.from; day < period.to; day = plusDays(day, 1)) all.push(day);
  return all;
};

/** 1 = Monday … 7 = Sunday. */
export const weekday = (day: string): number => ((new Date(at(day)).getUTCDay() + 6) % 7) + 1;

export const isKind = (text: string | null): text is Kind => kinds.some((kind) => kind === text);
