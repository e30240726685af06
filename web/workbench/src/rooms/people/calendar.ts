import type { OpeningHours, ShopCalendar, SpecialDay } from './wire';

/** Monday … Sunday as the server counts them. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

export const usualHours = { from: '09:00', to: '23:00' };

export type CalendarFault =
  | { kind: 'no-day' }
  | { kind: 'same-time'; weekday: number }
  | { kind: 'overlap'; weekday: number }
  | { kind: 'no-name' | 'no-date' | 'no-hours' | 'same-date'; index: number };

/** `9`, `930`, `9:30`, `9：30` and `24:00` as `HH:mm`; null when it is no time of the day. */
export const readTime = (typed: string): string | null => {
  const parts = /^(\d{1,2})(?:[:：.]?(\d{2}))?$/.exec(typed.trim());
  if (parts === null) return null;
  const [hours, minutes] = [Number(parts[1]), Number(parts[2] ?? '0')];
  if (hours === 24 && minutes === 0) return '00:00';
  return hours < 24 && minutes < 60 ? `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}` : null;
};

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** Hours of one day in order; what ends at or before its beginning ends on the next day. */
const spans = (hours: readonly OpeningHours[]): { from: number; to: number }[] =>
  hours
    .map(({ from, to }) => ({
      from: minutes(from),
      to: minutes(to) <= minutes(from) ? minutes(to) + 1440 : minutes(to),
    }))
    .sort((a, b) => a.from - b.from);

/** What must be put right before the calendar means what it shows; null when it may be saved. */
export const faultOf = (
  isAlways: boolean,
  week: readonly OpeningHours[],
  days: readonly SpecialDay[],
): CalendarFault | null => {
  if (!isAlways && week.length === 0) return { kind: 'no-day' };
  for (const weekday of weekdays) {
    const own = week.filter((hours) => hours.weekday === weekday);
    if (own.some((hours) => hours.from === '' || hours.to === '')) return { kind: 'same-time', weekday };
    const sorted = spans(own);
    if (sorted.some((span, at) => at > 0 && span.from < (sorted[at - 1]?.to ?? 0))) return { kind: 'overlap', weekday };
  }
  for (const [index, day] of days.entries()) {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day.date)) return { kind: 'no-date', index };
    if (!day.isClosed && (!day.from || !day.to)) return { kind: 'no-hours', index };
    if (day.name.trim() === '') return { kind: 'no-name', index };
    if (days.findIndex((one) => one.date === day.date) !== index) return { kind: 'same-date', index };
  }
  return null;
};

/** Days with the same hours together: `[[1,2,3,4,5], [{09:00,18:00}]]`; closed days are left out. */
export const groups = (calendar: ShopCalendar): { days: number[]; hours: { from: string; to: string }[] }[] => {
  const found: { key: string; days: number[]; hours: { from: string; to: string }[] }[] = [];
  for (const weekday of weekdays) {
    const hours = calendar.week
      .filter((one) => one.weekday === weekday)
      .map(({ from, to }) => ({ from, to }))
      .sort((a, b) => a.from.localeCompare(b.from));
    if (hours.length === 0) continue;
    const key = hours.map(({ from, to }) => `${from}-${to}`).join();
    const same = found.find((group) => group.key === key);
    if (same === undefined) found.push({ key, days: [weekday], hours });
    else same.days.push(weekday);
  }
  return found;
};

/** Special days from today on, soonest first. */
export const coming = (calendar: ShopCalendar, today: string): SpecialDay[] =>
  calendar.days.filter((day) => day.date >= today).sort((a, b) => a.date.localeCompare(b.date));
