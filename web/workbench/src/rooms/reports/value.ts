import { text } from './text';
import type { PlatformUnit, Row, Unit } from './wire';

const hour = 3_600_000;
const grouped = (text: string): string => text.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
const fixed = (value: number, places: number): string => {
  const [whole, rest] = value.toFixed(places).split('.');
  return rest === undefined ? grouped(whole!) : `${grouped(whole!)}.${rest}`;
};

const hours = (value: number): string => text('hoursOf', { n: fixed(value, 1) });
const seconds = (value: number): string => text('secondsOf', { n: fixed(value, 1) });

/** From here on seconds say nothing to anybody: two hours. */
const longSeconds = 7200;

const bare = new Set<Unit>(['count', 'money', 'time']);

/** Has the figure a denominator at all? */
export const isRatio = (unit: Unit): boolean => !bare.has(unit);

/** The number a chart draws; null where nothing can be said. */
export const amount = (unit: Unit, numerator: number | null, denominator: number | null): number | null => {
  if (numerator === null) return null;
  if (unit === 'count') return numerator;
  if (unit === 'money') return numerator / 100;
  if (unit === 'time') return numerator / hour;
  if (denominator === null || denominator === 0) return null;
  if (unit === 'money-each') return numerator / denominator / 100;
  if (unit === 'seconds') return numerator / denominator / 1000;
  return numerator / denominator;
};

/** The number as people read it; the same rounding as the exports. */
export const written = (unit: Unit, value: number | null): string | null => {
  if (value === null) return null;
  switch (unit) {
    case 'count':
      return fixed(value, 0);
    case 'money':
    case 'money-each':
      return `¥${fixed(value, 2)}`;
    case 'time':
      return hours(value);
    case 'seconds':
      return value >= longSeconds ? hours(value / 3600) : seconds(value);
    case 'each':
    case 'against-equal':
      return fixed(value, 2);
    case 'share':
    case 'money-share':
    case 'time-share':
      return `${(value * 100).toFixed(2)}%`;
  }
};

export const figure = (unit: Unit, row: Pick<Row, 'numerator' | 'denominator'> | undefined): string | null =>
  row === undefined ? null : written(unit, amount(unit, row.numerator, row.denominator));

/** Numerator or denominator by itself, in words of the unit. */
export const part = (unit: Unit, value: number, isDenominator: boolean): string => {
  if (unit === 'money' || unit === 'money-share' || (unit === 'money-each' && !isDenominator))
    return `¥${fixed(value / 100, 2)}`;
  if (unit === 'time' || unit === 'time-share') return hours(value / hour);
  if (unit === 'seconds' && !isDenominator) return seconds(value / 1000);
  if (unit === 'against-equal') return fixed(value / 1000, 2);
  return fixed(value, 0);
};

/** Change against the period before: in points for shares, in percent for everything else; null where it says nothing. */
export const change = (
  unit: Unit,
  now: number | null,
  before: number | null,
): { text: string; isUp: boolean } | null => {
  if (now === null || before === null || now === before) return null;
  const isShare = unit === 'share' || unit === 'money-share' || unit === 'time-share';
  if (!isShare && before === 0) return null;
  const by = isShare ? (now - before) * 100 : ((now - before) / Math.abs(before)) * 100;
  const size = `${by > 0 ? '+' : '−'}${Math.abs(by).toFixed(1)}`;
  return { text: isShare ? text('points', { n: size }) : `${size}%`, isUp: by > 0 };
};

/** A figure of the platform as it was given; only a share is written as percent. */
export const platformText = (unit: PlatformUnit, amount: string): string => {
  switch (unit) {
    case 'share':
      return `${Number((Number(amount) * 100).toFixed(4))}%`;
    case 'hours':
      return text('hoursOf', { n: amount });
    case 'count':
      return grouped(amount);
    case 'score':
      return amount;
  }
};

/** A whole number with its thousands told apart. */
export const whole = (value: number): string => fixed(value, 0);
