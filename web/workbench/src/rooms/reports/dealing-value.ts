import { written } from './value';

const whole = 1_000_000;

/** Enquiries that were due, with one place: nobody gets a third of a buyer, but a third may be due. */
export const dueText = (due: number): string => (due / whole).toFixed(1);

export const share = (part: number, of: number): string => (of === 0 ? '—' : `${((part / of) * 100).toFixed(1)}%`);

export const dueShare = (due: number, of: number): string => share(due / whole, of);

/** How far from what was due: 0.2 is a fifth more; null where nothing was. */
export const apart = (received: number, due: number): number | null =>
  due === 0 ? null : received / (due / whole) - 1;

export const signed = (value: number, places: number): string => {
  const size = Math.abs(value).toFixed(places);
  return Number(size) === 0 ? size : `${value > 0 ? '+' : '−'}${size}`;
};

/** More or fewer than was due, in enquiries. */
export const more = (received: number, due: number): string => signed(received - due / whole, 1);

export const each = (paid: number, received: number): string =>
  received === 0 ? '—' : (written('money-each', paid / received / 100) ?? '—');
