import { clockTime, dayKey } from '@/shared/time/format';

/** `11-23 09:00`, with the year when it is another than now's. */
export const begins = (at: string, zone: string, now: number = Date.now()): string =>
  `${day(dayKey(at, zone), zone, now)} ${clockTime(at, zone)}`;

/** An end at midnight is the end of the day before: `11-23 24:00`, as shops say it. */
export const ends = (at: string, zone: string, now: number = Date.now()): string =>
  clockTime(at, zone) === '00:00' ? `${day(dayKey(Date.parse(at) - 1, zone), zone, now)} 24:00` : begins(at, zone, now);

const day = (key: string, zone: string, now: number): string =>
  key.slice(0, 4) === dayKey(now, zone).slice(0, 4) ? key.slice(5) : key;
