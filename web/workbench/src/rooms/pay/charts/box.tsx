import { money } from '../money';
import css from './charts.module.css';

export type Spread = {
  slips: number;
  lowest: number;
  lower: number;
  median: number;
  upper: number;
  highest: number;
  mean: number;
};

type BoxProps = { spreads: readonly { name: string; spread: Spread }[]; label: string };

const width = 560;
const left = 56;
const row = 44;

/** Lowest, middle half and highest slip, one line per book, on one scale. */
export const Boxes = ({ spreads, label }: BoxProps) => {
  const low = Math.min(...spreads.map(({ spread }) => spread.lowest));
  const high = Math.max(...spreads.map(({ spread }) => spread.highest), low + 1);
  const x = (amount: number) => left + ((amount - low) / (high - low)) * (width - left - 16);
  return (
    <div className={css['scroll']}>
      <svg
        className={css['columns']}
        viewBox={`0 0 ${width} ${spreads.length * row + 20}`}
        role="img"
        aria-label={label}
      >
        {spreads.map(({ name, spread }, index) => {
          const middle = index * row + 20;
          return (
            <g key={name}>
              <title>{`${name} ${money(spread.lowest)} – ${money(spread.median)} – ${money(spread.highest)}`}</title>
              <text x={0} y={middle + 4}>
                {name}
              </text>
              <line className={css['axis']} x1={x(spread.lowest)} x2={x(spread.highest)} y1={middle} y2={middle} />
              <rect
                className={css[index === 0 ? 'boxFirst' : 'boxSecond']}
                x={x(spread.lower)}
                width={Math.max(2, x(spread.upper) - x(spread.lower))}
                y={middle - 11}
                height={22}
                rx={3}
              />
              <line
                className={css['median']}
                x1={x(spread.median)}
                x2={x(spread.median)}
                y1={middle - 11}
                y2={middle + 11}
              />
            </g>
          );
        })}
        <text x={x(low)} y={spreads.length * row + 14}>
          {money(low)}
        </text>
        <text x={x(high)} y={spreads.length * row + 14} textAnchor="end">
          {money(high)}
        </text>
      </svg>
    </div>
  );
};
