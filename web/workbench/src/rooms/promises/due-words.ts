import { clockTime, dayKey, plainDay, shortMoment } from '@/shared/time/format';

const minuteMs = 60_000;

/** The end of a day is said as its own 24:00, never as the next day's 00:00. */
export const dueWords = (due: string, zone: string, now: number): string => {
  const isEndOfDay = clockTime(due, zone) === '00:00';
  const clock = isEndOfDay ? '24:00' : clockTime(due, zone);
  const within = isEndOfDay ? new Date(Date.parse(due) - minuteMs).toISOString() : due;
  return dayKey(within, zone) === dayKey(now, zone) ? clock : `${shortMoment(within, zone, now)} ${clock}`;
};

/** The last day that keeps it. */
export const dueDay = (due: string, zone: string, now: number): string =>
  plainDay(new Date(Date.parse(due) - 1).toISOString(), zone, now);
