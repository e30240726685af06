import { remembered } from '@/shared/store/remembered';

/** What a tab of the list asks for. */
export type View = { id: string; label: string; query: Record<string, string[]> };

export const paidStatuses = ['paid', 'shipped', 'signed', 'success'];

/** A filter somebody kept: the search of the page's address as it was. */
export type SavedView = { name: string; search: string };

const isSaved = (value: unknown): value is SavedView[] =>
  Array.isArray(value) &&
  value.every((item: unknown) => {
    const part = item as Partial<SavedView> | null;
    return typeof part?.name === 'string' && typeof part.search === 'string';
  });

export const savedViews = remembered<SavedView[]>('orders.views', [], isSaved);

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

/** Columns that are shown, by their keys; the first column always is. */
export const shownColumns = remembered<string[]>(
  'orders.columns',
  ['buyer', 'status', 'placedAt', 'paidAt', 'paid', 'refunded', 'credit', 'flag', 'title', 'sellerNote'],
  isTexts,
);

/** `2026-10` as the days that the server takes: from the first, up to and without the first of the next month. */
export const monthRange = (month: string): { from: string; to: string } | null => {
  const parts = /^(\d{4})-(\d{2})$/.exec(month);
  if (parts === null) return null;
  const [year, number] = [Number(parts[1]), Number(parts[2])];
  if (number < 1 || number > 12) return null;
  const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
  return { from: `${month}-01`, to: `${next}-01` };
};
