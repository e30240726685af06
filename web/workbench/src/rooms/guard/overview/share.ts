/** 0.333 as 33 %; nothing where there is none. */
export const percent = (share: number | null): string => (share === null ? '–' : `${Math.round(share * 100)}%`);

export const per100 = (rate: number | null): string => (rate === null || rate < 0 ? '–' : rate.toFixed(1));
