import { ChartBox } from '@/shared/ui/chart-box';
import { FigureNumber, Notes } from './number';
import { useNameOf } from './names';
import css from './reports.module.css';
import { useText } from './text';
import { find } from './tiles';
import type { Door } from './use-figures';
import { figure } from './value';
import type { Definition, Figures } from './wire';

const rates = [
  'refund_rate_amount',
  'refund_rate_orders',
  'refund_rate_buyers',
  'refund_completion',
  'neutral_bad_rate',
  'neutral_bad_changed',
  'presales_errors',
  'complaints',
] as const;
const parties = ['quality', 'buyer', 'agent', 'team', 'courier', 'warehouse', 'undecided'] as const;

type AftercareProps = {
  figures: Figures;
  scope: string;
  definitions: ReadonlyMap<string, Definition>;
  onOpen: (door: Door) => void;
};

/** Returns and reviews: how much came back, whose fault it was, and what buyers wrote. */
export const Aftercare = ({ figures, scope, definitions, onOpen }: AftercareProps) => {
  const t = useText();
  const nameOf = useNameOf();
  const lines = rates.flatMap((metric) => {
    const definition = definitions.get(metric);
    return definition === undefined ? [] : [{ definition, row: find(figures.rows, scope, { metric }) }];
  });
  const due = parties
    .flatMap((party) => {
      const definition = definitions.get(`refunded_${party}`);
      const row = find(figures.rows, scope, { metric: `refunded_${party}` });
      return definition === undefined || (row?.numerator ?? 0) === 0 ? [] : [{ party, definition, row }];
    })
    .sort((a, b) => (b.row?.numerator ?? 0) - (a.row?.numerator ?? 0));
  const most = due[0]?.row?.numerator ?? 1;
  return (
    <ChartBox
      title={t('aftercare')}
      hint={t('aftercareHint')}
      sheet={{
        head: [t('figureCol'), t('valueCol')],
        rows: [...lines, ...due].map(({ definition, row }) => [
          nameOf(definition),
          figure(definition.unit, row) ?? t('none'),
        ]),
      }}
    >
      <dl className={css['facts']}>
        {lines.map(({ definition, row }) => (
          <div key={definition.metric}>
            <dt>{nameOf(definition)}</dt>
            <dd>
              <FigureNumber definition={definition} row={row} onOpen={onOpen} />
              {row?.denominator != null && row.denominator > 0 && definition.unit === 'share' && (
                <small>
                  {row.numerator} / {row.denominator}
                </small>
              )}
              <Notes row={row} />
            </dd>
          </div>
        ))}
      </dl>
      {due.length > 0 && (
        <ul className={css['bars']} aria-label={t('refundedBy')}>
          {due.map(({ party, definition, row }) => (
            <li key={party}>
              <span>{t(`party_${party}`)}</span>
              <span className={css['bar']}>
                <span className={css['fill']} style={{ width: `${((row?.numerator ?? 0) / most) * 100}%` }} />
              </span>
              <span className={css['number']}>
                <FigureNumber definition={definition} row={row} onOpen={onOpen} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </ChartBox>
  );
};
