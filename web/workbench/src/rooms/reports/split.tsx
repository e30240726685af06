import { Link } from 'react-router';
import { ChartBox } from '@/shared/ui/chart-box';
import { FigureNumber } from './number';
import css from './reports.module.css';
import { useText } from './text';
import { find } from './tiles';
import type { Door } from './use-figures';
import { figure } from './value';
import type { Definition, Figures } from './wire';

const parts = [
  { metric: 'agent_sales', key: 'credited' },
  { metric: 'silent_sales', key: 'silent' },
  { metric: 'undecided_sales', key: 'undecided' },
] as const;

type SplitProps = {
  figures: Figures;
  scope: string;
  definitions: ReadonlyMap<string, Definition>;
  onOpen: (door: Door) => void;
};

/** Credited, silent and undecided: the three are the shop's sales, to the cent. */
export const Split = ({ figures, scope, definitions, onOpen }: SplitProps) => {
  const t = useText();
  const rows = parts.map((part) => ({
    ...part,
    row: find(figures.rows, scope, part),
    definition: definitions.get(part.metric),
  }));
  const whole = rows.reduce((sum, { row }) => sum + Math.max(0, row?.numerator ?? 0), 0);
  return (
    <ChartBox
      title={t('split')}
      hint={t('splitHint')}
      sheet={{
        head: ['', t('valueCol')],
        rows: rows.map(({ key, row }) => [t(key), figure('money', row) ?? t('none')]),
      }}
    >
      <div className={css['stack']} aria-hidden="true">
        {rows.map(({ key, row }) => (
          <span
            key={key}
            data-part={key}
            style={{ flexGrow: whole === 0 ? 0 : Math.max(0, row?.numerator ?? 0) / whole }}
          />
        ))}
      </div>
      <ul className={css['legend']}>
        {rows.map(({ key, row, definition }) => (
          <li key={key} data-part={key}>
            {t(key)} {definition !== undefined && <FigureNumber definition={definition} row={row} onOpen={onOpen} />}
            {key === 'undecided' && (row?.numerator ?? 0) > 0 && (
              <Link to="/orders?tab=undecided">{t('undecidedAct')}</Link>
            )}
          </li>
        ))}
      </ul>
    </ChartBox>
  );
};
