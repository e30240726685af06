import { ChartBox } from '@/shared/ui/chart-box';
import { days, type Period } from './period';
import css from './reports.module.css';
import { useNameOf } from './names';
import { useText } from './text';
import { useSeries, type Door } from './use-figures';
import { amount, written } from './value';
import type { Definition } from './wire';

const width = 640;
const height = 150;
const pad = { top: 12, right: 8, bottom: 20, left: 8 };

type DayLineProps = {
  scope: string;
  period: Period;
  definition: Definition;
  set?: string;
  onOpen: (door: Door, day: string) => void;
};

/** One figure day by day. A day without a value is a gap and no zero; a day that is still open is drawn hollow. */
export const DayLine = ({ scope, period, definition, set = 'shop', onOpen }: DayLineProps) => {
  const t = useText();
  const nameOf = useNameOf();
  const series = useSeries(scope, period, [definition.metric]);
  const name = nameOf(definition);
  const all = days(period);
  const points = new Map(
    (series.data?.points ?? [])
      .filter((point) => point.metric === definition.metric && point.set === set)
      .map((point) => [point.day, point]),
  );
  const values = all.map((day) => {
    const point = points.get(day);
    return point === undefined ? null : amount(definition.unit, point.numerator, point.denominator);
  });
  const most = Math.max(1e-9, ...values.map((value) => value ?? 0));
  const x = (index: number) => pad.left + ((width - pad.left - pad.right) * (index + 0.5)) / all.length;
  const y = (value: number) => height - pad.bottom - ((height - pad.top - pad.bottom) * value) / most;
  const text = (value: number | null) => written(definition.unit, value) ?? t('none');
  return (
    <ChartBox
      title={t('lineOf', { name })}
      sheet={{ head: [t('colDay'), name], rows: all.map((day, index) => [day, text(values[index] ?? null)]) }}
    >
      <svg
        className={css['chart']}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`${name} ${period.from} – ${period.to}`}
      >
        <line
          className={css['axis']}
          x1={pad.left}
          x2={width - pad.right}
          y1={height - pad.bottom}
          y2={height - pad.bottom}
        />
        <text className={css['tick']} x={pad.left} y={pad.top - 2}>
          {text(most)}
        </text>
        <path className={css['curve']} d={path(values, x, y)} />
        {values.map((value, index) => {
          const day = all[index]!;
          if (value === null) return null;
          const isOpen = points.get(day)?.isOpen === true;
          return (
            <g
              key={day}
              className={css['dot']}
              data-open={isOpen}
              tabIndex={0}
              role="button"
              aria-label={`${day} ${text(value)}`}
              onClick={() => onOpen({ metric: definition.metric, set, scope, name }, day)}
              onKeyDown={(event) => {
                if (event.key === 'Enter') onOpen({ metric: definition.metric, set, scope, name }, day);
              }}
            >
              <title>{`${day} ${text(value)}`}</title>
              <rect x={x(index) - 9} y={pad.top} width="18" height={height - pad.top - pad.bottom} fill="transparent" />
              <circle cx={x(index)} cy={y(value)} r="3.2" />
            </g>
          );
        })}
        {all.map((day, index) =>
          index % Math.ceil(all.length / 8) === 0 ? (
            <text key={day} className={css['tick']} x={x(index)} y={height - 5} textAnchor="middle">
              {day.slice(5)}
            </text>
          ) : null,
        )}
      </svg>
    </ChartBox>
  );
};

/** Joined only where two days in a row say something. */
const path = (values: readonly (number | null)[], x: (index: number) => number, y: (value: number) => number): string =>
  values
    .map((value, index) =>
      value === null
        ? ''
        : `${index > 0 && values[index - 1] !== null ? 'L' : 'M'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`,
    )
    .join('');
