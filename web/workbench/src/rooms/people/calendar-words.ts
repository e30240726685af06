import { groups } from './calendar';
import type { useText } from './text';
import type { ShopCalendar } from './wire';

/** The week in words: "Monday to Friday 09:00–18:00; Saturday 10:00–16:00". */
export const weekWords = ({ week, days }: ShopCalendar, t: ReturnType<typeof useText>): string => {
  if (week.length === 0) return t('hoursAlways');
  const dayName = (day: number) => t(`weekday${day as 1}`);
  const runs = (found: number[]) => {
    const isRun = found.length > 2 && (found.at(-1) ?? 0) - (found[0] ?? 0) === found.length - 1;
    return isRun
      ? t('dayRange', { from: dayName(found[0] ?? 1), to: dayName(found.at(-1) ?? 7) })
      : found.map(dayName).join(t('comma'));
  };
  return groups({ week, days })
    .map((group) => `${runs(group.days)} ${group.hours.map(({ from, to }) => `${from}–${to}`).join(t('comma'))}`)
    .join(t('semicolon'));
};

export const specialWords = (day: ShopCalendar['days'][number], t: ReturnType<typeof useText>): string =>
  `${day.date} ${day.name} ${day.isClosed ? t('dayOff') : `${day.from ?? ''}–${day.to ?? ''}`}`;

export const calendarWords = (calendar: ShopCalendar, t: ReturnType<typeof useText>): string =>
  [weekWords(calendar, t), ...calendar.days.map((day) => specialWords(day, t))].join(t('semicolon'));
