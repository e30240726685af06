import css from './incidents.module.css';
import { useShop } from '@/shared/session';
import { dayKey } from '@/shared/time/format';
import { useText } from './text';
import type { Incident } from './wire';

/** One person's month as a calendar: what happened on which day. */
export const MonthView = ({
  month,
  lines,
  onOpen,
}: {
  month: string;
  lines: readonly Incident[];
  onOpen: (id: string) => void;
}) => {
  const t = useText();
  const { zone } = useShop();
  const [year = 0, number = 0] = month.split('-').map(Number);
  const days = new Date(Date.UTC(year, number, 0)).getUTCDate();
  const before = (new Date(Date.UTC(year, number - 1, 1)).getUTCDay() || 7) - 1;
  const cells = [...Array<null>(before).fill(null), ...Array.from({ length: days }, (_, index) => index + 1)];
  return (
    <div className={css['calendar']} role="list" aria-label={t('calendar')}>
      {([1, 2, 3, 4, 5, 6, 7] as const).map((day) => (
        <small key={`weekday${day}`} className={css['hint']}>
          {t(`weekday${day}`)}
        </small>
      ))}
      {cells.map((day, index) => {
        const key = day === null ? '' : `${month}-${String(day).padStart(2, '0')}`;
        return (
          <div
            key={key === '' ? `blank${index}` : key}
            className={css['day']}
            data-blank={day === null || undefined}
            role="listitem"
          >
            {day !== null && <small>{day}</small>}
            {lines
              .filter((line) => key !== '' && dayKey(line.at, zone) === key)
              .map((line) => (
                <button
                  key={line.id}
                  type="button"
                  className={css['mark']}
                  data-state={line.state}
                  title={line.kindName}
                  onClick={() => onOpen(line.id)}
                >
                  {line.kindName}
                </button>
              ))}
          </div>
        );
      })}
    </div>
  );
};
