/** Hundredths of a percent, as people read them. */
export const percent = (hundredths: number | null): string =>
  hundredths === null ? '—' : `${String(Math.trunc(hundredths / 100))}.${String(hundredths % 100).padStart(2, '0')}%`;
