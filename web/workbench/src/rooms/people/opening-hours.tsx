import { dayKey } from '@/shared/time/format';
import { useMinute } from '@/shared/time/now';
import { coming, groups } from './calendar';
import css from './calendar.module.css';
import { useText } from './text';
import type { ShopLine } from './wire';

/** The calendar in words: "Monday to Friday 09:00–18:00", and the next days that differ. */
export const OpeningHoursLine = ({ shop }: { shop: ShopLine }) => {
  const t = useText();
  const minute = useMinute();
  const next = coming(shop.calendar, dayKey(minute, shop.zone)).slice(0, 3);
  const { week } = shop.calendar;
  const dayName = (day: number) => t(`weekday${day as 1}`);
  const runs = (days: number[]) => {
    const isRun = days.length > 2 && (days.at(-1) ?? 0) - (days[0] ?? 0) === days.length - 1;
    return isRun
      ? t('dayRange', { from: dayName(days[0] ?? 1), to: dayName(days.at(-1) ?? 7) })
      : days.map(dayName).join(t('comma'));
  };
  const times = (hours: { from: string; to: string }[]) =>
    hours.map(({ from, to }) => `${from}–${to}`).join(t('comma'));
  const said =
    week.length === 0
      ? t('hoursAlways')
      : groups(shop.calendar)
          .map(({ days, hours }) => `${runs(days)} ${times(hours)}`)
          .join(t('semicolon'));
  return (
    <p className={css['hours']}>
      <span className={css['quiet']}>{t('hours')}</span> {said}
      {next.length > 0 && (
        <span className={css['quiet']}>
          {' · '}
          {next
            .map((day) => `${day.date} ${day.name} ${day.isClosed ? t('dayOff') : `${day.from ?? ''}–${day.to ?? ''}`}`)
            .join(t('semicolon'))}
        </span>
      )}
    </p>
  );
};
