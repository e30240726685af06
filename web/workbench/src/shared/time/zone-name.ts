import { language as chosen } from '@/shared/i18n/language';

/** A time zone as people call it; one that the browser does not know keeps its own name. */
export const zoneName = (zone: string, language: string = chosen.get()): string => {
  try {
    const parts = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: 'long' }).formatToParts(0);
    return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
  } catch {
    return zone;
  }
};
