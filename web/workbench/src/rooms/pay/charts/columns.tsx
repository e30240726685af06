import { money } from '../money';
import css from './charts.module.css';

export type Column = { key: string; first: number; second: number; share?: number | null };

type ColumnsProps = {
  columns: readonly Column[];
  names: { first: string; second: string; share?: string };
  label: string;
};

const height = 170;
const foot = 22;
const head = 18;
const step = 64;

/** Two columns side by side for each month, and a line for a share where there is one. */
export const Columns = ({ columns, names, label }: ColumnsProps) => {
  const most = Math.max(1, ...columns.flatMap((column) => [column.first, column.second]));
  const width = Math.max(300, columns.length * step + 16);
  const y = (amount: number) => head + (1 - Math.max(0, amount) / most) * (height - head - foot);
  const shares = columns.map((column) => column.share ?? null);
  const top = Math.max(1, ...shares.map((share) => share ?? 0));
  const shareY = (share: number) => head + (1 - share / top) * (height - head - foot);
  const points = shares.flatMap((share, index) =>
    share === null ? [] : [{ x: 8 + index * step + step / 2, y: shareY(share), share }],
  );
  return (
    <>
      <div className={css['scroll']}>
        <svg
          className={css['columns']}
          style={{ maxWidth: width * 1.15 }}
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-label={label}
        >
          <line className={css['axis']} x1={0} x2={width} y1={height - foot} y2={height - foot} />
          {columns.map((column, index) => {
            const x = 8 + index * step;
            return (
              <g key={column.key}>
                <rect
                  className={css['first']}
                  x={x + 10}
                  width={20}
                  y={y(column.first)}
                  height={height - foot - y(column.first)}
                >
                  <title>{`${column.key} ${names.first} ${money(column.first)}`}</title>
                </rect>
                <rect
                  className={css['second']}
                  x={x + 32}
                  width={20}
                  y={y(column.second)}
                  height={height - foot - y(column.second)}
                >
                  <title>{`${column.key} ${names.second} ${money(column.second)}`}</title>
                </rect>
                <text x={x + step / 2} y={height - 6} textAnchor="middle">
                  {column.key}
                </text>
              </g>
            );
          })}
          {points.length > 1 && (
            <polyline className={css['line']} points={points.map((point) => `${point.x},${point.y}`).join(' ')} />
          )}
          {points.map((point) => (
            <g key={point.x}>
              <circle className={css['dot']} cx={point.x} cy={point.y} r={3} />
              <text x={point.x} y={point.y - 6} textAnchor="middle">
                {`${point.share.toFixed(1)}%`}
              </text>
            </g>
          ))}
        </svg>
      </div>
      <ul className={css['legend']}>
        <li>{names.first}</li>
        <li data-part="second">{names.second}</li>
        {names.share !== undefined && <li data-part="line">{names.share}</li>}
      </ul>
    </>
  );
};
