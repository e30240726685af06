import { dayKey } from '@/shared/time/format';
import { useMinute } from '@/shared/time/now';
import { coming } from './calendar';
import { specialWords, weekWords } from './calendar-words';
import css from './calendar.module.css';
import { useText } from './text';
import type { ShopLine } from './wire';

/** The calendar in words, and the next days that differ. */
export const OpeningHoursLine = ({ shop }: { shop: ShopLine }) => {
  const t = useText();
  const minute = useMinute();
  const next = coming(shop.calendar, dayKey(minute, shop.zone)).slice(0, 3);
  return (
    <p className={css['hours']}>
      <span className={css['quiet']}>{t('hours')}</span> {weekWords(shop.calendar, t)}
      {next.length > 0 && (
        <span className={css['quiet']}> · {next.map((day) => specialWords(day, t)).join(t('semicolon'))}</span>
      )}
    </p>
  );
};
