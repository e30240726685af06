import { ChartBox } from '@/shared/ui/chart-box';
import { weekday, type Period } from './period';
import css from './reports.module.css';
import { useText } from './text';
import { useSeries } from './use-figures';

const hours = Array.from({ length: 24 }, (_, hour) => hour);
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
const metric = 'consulting_buyers';

/** Mean consulting buyers by weekday and hour: when somebody has to be there. */
export const HeatMap = ({ period }: { period: Period }) => {
  const t = useText();
  const series = useSeries('hours', period, [metric]);
  const sums = new Map<string, number>();
  const counted = new Map<number, Set<string>>();
  for (const point of series.data?.points ?? []) {
    const on = weekday(point.day);
    const key = `${on} ${Number(point.scope.slice('hour:'.length))}`;
    sums.set(key, (sums.get(key) ?? 0) + point.numerator);
    counted.set(on, (counted.get(on) ?? new Set()).add(point.day));
  }
  const mean = (on: number, hour: number) => (sums.get(`${on} ${hour}`) ?? 0) / Math.max(1, counted.get(on)?.size ?? 0);
  const most = Math.max(1e-9, ...weekdays.flatMap((on) => hours.map((hour) => mean(on, hour))));
  return (
    <ChartBox
      title={t('heat')}
      hint={t('heatHint')}
      sheet={{
        head: ['', ...hours.map(String)],
        rows: weekdays.map((on) => [t(`weekday_${on}`), ...hours.map((hour) => mean(on, hour).toFixed(1))]),
      }}
    >
      <div className={css['scroll']}>
        <table className={css['heat']} aria-label={t('heat')}>
          <thead>
            <tr>
              <th />
              {hours.map((hour) => (
                <th key={hour} scope="col">
                  {hour}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weekdays.map((on) => (
              <tr key={on}>
                <th scope="row">{t(`weekday_${on}`)}</th>
                {hours.map((hour) => {
                  const value = mean(on, hour);
                  const share = value / most;
                  return (
                    <td
                      key={hour}
                      title={`${t(`weekday_${on}`)} ${hour}:00  ${value.toFixed(1)}`}
                      data-dark={share > 0.75}
                      style={{
                        background:
                          value === 0
                            ? undefined
                            : `color-mix(in srgb, var(--zg-accent) ${Math.round(12 + share * 88)}%, transparent)`,
                      }}
                    >
                      {value === 0 ? '' : value < 10 ? value.toFixed(1) : Math.round(value)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </ChartBox>
  );
};
