import { language } from '@/shared/i18n/language';
import { sharedText } from '@/shared/i18n/shared-text';

/** Instants on the wire are ISO text; every screen shows them in the shop's zone, wherever the viewer sits. */
const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (zone: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${language.get()} ${zone} ${name}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(language.get(), { timeZone: zone, hourCycle: 'h23', ...options });
  formats.set(key, made);
  return made;
};

export const clockTime = (at: string, zone: string): string =>
  formatOf(zone, 'clock', { hour: '2-digit', minute: '2-digit' }).format(new Date(at));

export const clockTimeWithSeconds = (at: string, zone: string): string =>
  formatOf(zone, 'seconds', { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(new Date(at));

/** `2026-11-22` in the shop's zone: what "day" means there. */
export const dayKey = (at: string | number, zone: string): string => {
  const key = `day ${zone}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(key, format);
  }
  return format.format(new Date(at));
};

const dayMs = 86_400_000;

export const dayName = (at: string, zone: string, now: number): string => {
  const day = dayKey(at, zone);
  if (day === dayKey(now, zone)) return sharedText('today');
  if (day === dayKey(now - dayMs, zone)) return sharedText('yesterday');
  const sameYear = day.slice(0, 4) === dayKey(now, zone).slice(0, 4);
  return formatOf(zone, sameYear ? 'day' : 'dayYear', {
    ...(sameYear ? {} : { year: 'numeric' }),
    month: 'long',
    day: 'numeric',
    weekday: 'short',
  }).format(new Date(at));
};

/** As short as a list row allows: the clock today, "yesterday", month and day, and the year when it is another. */
export const shortMoment = (at: string, zone: string, now: number): string => {
  const day = dayKey(at, zone);
  if (day === dayKey(now, zone)) return clockTime(at, zone);
  if (day === dayKey(now - dayMs, zone)) return sharedText('yesterday');
  // In English 3/1 is read both ways.
  const month = language.get() === 'en' ? 'short' : 'numeric';
  return day.slice(0, 4) === dayKey(now, zone).slice(0, 4)
    ? formatOf(zone, 'short', { month, day: 'numeric' }).format(new Date(at))
    : formatOf(zone, 'shortYear', { year: month === 'short' ? 'numeric' : '2-digit', month, day: 'numeric' }).format(
        new Date(at),
      );
};

/** Month and day, with the year when it is another; of a moment in the shop's zone, or of a plain day (`2026-12-23`). */
export const plainDay = (at: string, zone: string, now: number): string => {
  const isDay = at.length === 10;
  const sameYear = (isDay ? at : dayKey(at, zone)).slice(0, 4) === dayKey(now, zone).slice(0, 4);
  return formatOf(isDay ? 'UTC' : zone, sameYear ? 'plain' : 'plainYear', {
    ...(sameYear ? {} : { year: 'numeric' }),
    month: 'long',
    day: 'numeric',
  }).format(new Date(at));
};

export const fullMoment = (at: string, zone: string): string =>
  formatOf(zone, 'full', {
    year: 'numeric',
    month: language.get() === 'en' ? 'short' : '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(new Date(at));

/** A counting timer: `45秒`, `3:07`, `1小时5分`, `2天`. */
export const span = (milliseconds: number): string => {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 60) return sharedText('secondsShort', { n: seconds });
  if (seconds < 3600) return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  if (seconds < 86_400) {
    return sharedText('hoursShort', { h: Math.floor(seconds / 3600), m: Math.floor((seconds % 3600) / 60) });
  }
  return sharedText('daysShort', { n: Math.floor(seconds / 86_400) });
};

/** Fen (whole cents) as yuan with two places, as on every line of the product. */
export const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`;
