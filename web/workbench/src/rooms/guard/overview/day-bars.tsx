import { ChartBox } from '@/shared/ui/chart-box';
import css from './overview.module.css';
import { useText } from './text';
import type { Hours } from './wire';

const width = 640;
const height = 130;
const pad = { top: 14, bottom: 18 };

/** What rang by day; the lower part was sent as it was. */
export const DayBars = ({ days, onOpen }: { days: Hours['days']; onOpen: (day: string) => void }) => {
  const t = useText();
  const most = Math.max(1, ...days.map((day) => day.all));
  const step = width / Math.max(1, days.length);
  const bar = Math.min(34, step * 0.6);
  const tall = (count: number) => ((height - pad.top - pad.bottom) * count) / most;
  return (
    <ChartBox
      title={t('daysTitle')}
      hint={t('daysHint')}
      sheet={{
        head: [t('colDay'), t('all'), t('asItWas')],
        rows: days.map((day) => [day.date, String(day.all), String(day.asItWas)]),
      }}
    >
      <svg className={css['chart']} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('daysTitle')}>
        <line className={css['axis']} x1="0" x2={width} y1={height - pad.bottom} y2={height - pad.bottom} />
        {days.map((day, index) => {
          const x = index * step + (step - bar) / 2;
          return (
            <g
              key={day.date}
              className={css['day']}
              tabIndex={day.all > 0 ? 0 : -1}
              role="button"
              aria-label={`${day.date} ${day.all}`}
              onClick={() => onOpen(day.date)}
              onKeyDown={(event) => {
                if (event.key === 'Enter') onOpen(day.date);
              }}
            >
              <title>{`${day.date} · ${day.all} / ${day.asItWas}`}</title>
              <rect x={index * step} y="0" width={step} height={height} fill="transparent" />
              <rect
                className={css['rang']}
                x={x}
                width={bar}
                y={height - pad.bottom - tall(day.all)}
                height={tall(day.all)}
                rx="2"
              />
              <rect
                className={css['sent']}
                x={x}
                width={bar}
                y={height - pad.bottom - tall(day.asItWas)}
                height={tall(day.asItWas)}
                rx="2"
              />
              {day.all > 0 && days.length <= 14 && (
                <text
                  className={css['tick']}
                  x={x + bar / 2}
                  y={height - pad.bottom - tall(day.all) - 3}
                  textAnchor="middle"
                >
                  {day.all}
                </text>
              )}
              {index % Math.ceil(days.length / 8) === 0 && (
                <text className={`${css['tick']} ${css['foot']}`} x={x + bar / 2} y={height - 4} textAnchor="middle">
                  {day.date.slice(5)}
                </text>
              )}
            </g>
          );
        })}
      </svg>
    </ChartBox>
  );
};
