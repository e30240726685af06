import type { Column } from './wire';

/** What is typed into a field, as the row keeps it: times of the shop get its offset. */
export const cellOf = (column: Column, typed: string | undefined, zone: string): string | null => {
  const text = (typed ?? '').trim();
  if (text === '') return null;
  return column.kind === 'instant' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text)
    ? `${text}:00${offsetOf(text, zone)}`
    : text;
};

/** What a kept cell says in a field. */
export const typedOf = (column: Column, cell: string | null): string =>
  cell === null ? '' : column.kind === 'instant' ? cell.slice(0, 16) : cell;

/** `+08:00`: the offset of the zone at a local time. */
export const offsetOf = (local: string, zone: string): string => {
  const named = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(new Date(`${local}:00Z`))
    .find((part) => part.type === 'timeZoneName')?.value;
  const offset = (named ?? '').replace('GMT', '');
  return offset === '' ? '+00:00' : offset;
};
