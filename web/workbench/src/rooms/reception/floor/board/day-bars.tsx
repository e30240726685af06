import css from '../floor.module.css';
import { useText } from '../text';
import type { Floor } from './wire';

const width = 720;
const height = 130;
const foot = 18;

/** Conversations by hour: today as bars, the same weekday a week ago as a line of steps. */
export const DayBars = ({ day }: { day: Floor['day'] }) => {
  const t = useText();
  const most = Math.max(1, ...day.today, ...day.lastWeek);
  const step = width / 24;
  const y = (value: number) => height - foot - ((height - foot - 6) * value) / most;
  const change = day.soFar - day.lastWeekSoFar;
  const line = day.lastWeek.map((value, hour) => `${hour === 0 ? 'M' : 'L'}${hour * step},${y(value)} h${step}`);
  return (
    <>
      <p>
        {t('soFar', { n: day.soFar })}{' '}
        <span className={css['hint']}>
          {t('lastWeek', { n: day.lastWeekSoFar, change: change > 0 ? `+${change}` : String(change) })}
        </span>
      </p>
      <div className={css['chart']}>
        <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('dayTitle')}>
          {day.today.map((value, hour) => (
            <g key={hour}>
              <title>{t('hourIs', { hour, today: value, then: day.lastWeek[hour] ?? 0 })}</title>
              <rect className={css['hit']} x={hour * step} y={0} width={step} height={height} />
              <rect
                className={css['bar']}
                x={hour * step + 4}
                y={y(value)}
                width={step - 8}
                height={height - foot - y(value)}
              />
              {hour % 3 === 0 && (
                <text x={hour * step + step / 2} y={height - 4} textAnchor="middle">
                  {hour}
                </text>
              )}
            </g>
          ))}
          <path className={css['then']} d={line.join(' ')} />
        </svg>
      </div>
      <p className={css['hint']}>{t('legend')}</p>
    </>
  );
};
