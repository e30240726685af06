import { signed } from '../money';
import css from './charts.module.css';

export type Bar = { key: string; name: string; amount: number };

type BarsProps = { bars: readonly Bar[]; label: string; onOpen: (key: string) => void };

/** Gains to the right, losses to the left, every bar a door to its rows. */
export const Bars = ({ bars, label, onOpen }: BarsProps) => {
  const most = Math.max(1, ...bars.map((bar) => Math.abs(bar.amount)));
  return (
    <ul className={css['bars']} aria-label={label}>
      {bars.map((bar) => {
        const up = bar.amount === 0 ? undefined : bar.amount > 0;
        return (
          <li key={bar.key}>
            <button type="button" className={css['bar']} onClick={() => onOpen(bar.key)}>
              <span className={css['barName']} title={bar.name}>
                {bar.name}
              </span>
              <span className={css['track']} aria-hidden="true">
                {up !== undefined && <i data-up={up} style={{ width: `${(Math.abs(bar.amount) / most) * 50}%` }} />}
              </span>
              <span className={css['value']} data-up={up}>
                {signed(bar.amount)}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
};
