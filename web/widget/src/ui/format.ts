import type { Words } from '../language/words';

export const bytesText = (size: number): string =>
  size < 1024 ? `${size} B` : size < 1_048_576 ? `${Math.round(size / 1024)} KB` : `${(size / 1_048_576).toFixed(1)} MB`;

export const timeText = (at: string | number): string => {
  const d = new Date(at);
  return `${String(d.getHours()).padStart(2, '0')}:${String(d.getMinutes()).padStart(2, '0')}`;
};

const dayOf = (d: Date): string => `${d.getFullYear()}-${d.getMonth()}-${d.getDate()}`;

export const isSameDay = (a: string | number, b: string | number): boolean => dayOf(new Date(a)) === dayOf(new Date(b));

export const dayText = (at: string | number, now: number, words: Words, locale: string): string => {
  if (isSameDay(at, now)) {
    return words.today;
  }

  return isSameDay(at, now - 86_400_000)
    ? words.yesterday
    : new Date(at).toLocaleDateString(locale, { year: 'numeric', month: 'long', day: 'numeric' });
};

/** A colour the shop chose, and the text colour on it with a contrast of at least 4.5. */
export const colourPair = (wanted: string | null | undefined): { fill: string; ink: string } => {
  const hex = /^#[0-9a-f]{6}$/i.test(wanted ?? '') ? wanted! : '#9a3412';
  const light = luminance(hex);
  return { fill: hex, ink: 1.05 / (light + 0.05) >= 4.5 ? '#ffffff' : '#111111' };
};

const luminance = (hex: string): number => {
  const [r, g, b] = [1, 3, 5].map((i) => {
    const c = parseInt(hex.slice(i, i + 2), 16) / 255;
    return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
};
