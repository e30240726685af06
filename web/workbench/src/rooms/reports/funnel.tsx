import { ChartBox } from '@/shared/ui/chart-box';
import { FigureNumber } from './number';
import css from './reports.module.css';
import { useText } from './text';
import { find } from './tiles';
import type { Door } from './use-figures';
import { whole } from './value';
import type { Definition, Figures, Row } from './wire';

type FunnelProps = {
  figures: Figures;
  scope: string;
  definitions: ReadonlyMap<string, Definition>;
  onOpen: (door: Door) => void;
};

/** Inquiry, order, payment: how many are left at each step, and the doors to those who went. */
export const Funnel = ({ figures, scope, definitions, onOpen }: FunnelProps) => {
  const t = useText();
  const order = find(figures.rows, scope, { metric: 'conversion_order' });
  const paid = find(figures.rows, scope, { metric: 'conversion_final' });
  const all = order?.denominator ?? 0;
  const steps = [
    {
      name: t('funnelInquiry'),
      count: all,
      row: find(figures.rows, scope, { metric: 'inquiry_buyers' }),
      lost: undefined,
    },
    {
      name: t('funnelOrder'),
      count: order?.numerator ?? 0,
      row: order,
      lost: find(figures.rows, scope, { metric: 'lost_at_inquiry' }),
    },
    {
      name: t('funnelPaid'),
      count: paid?.numerator ?? 0,
      row: paid,
      lost: find(figures.rows, scope, { metric: 'lost_at_payment' }),
    },
  ];
  const share = (count: number) => (all === 0 ? 0 : count / all);
  return (
    <ChartBox
      title={t('funnel')}
      sheet={{
        head: ['', t('colNumerator'), '%'],
        rows: steps.map((step) => [
          step.name,
          String(step.count),
          all === 0 ? '' : (share(step.count) * 100).toFixed(2),
        ]),
      }}
    >
      <ul className={css['funnel']}>
        {steps.map((step) => (
          <li key={step.name} className={css['step']}>
            <span className={css['stepName']}>{step.name}</span>
            <span className={css['bar']}>
              <span className={css['fill']} style={{ width: `${share(step.count) * 100}%` }} />
            </span>
            <span className={css['stepCount']}>
              {whole(step.count)}
              {step.row !== undefined && step.row.denominator !== null && (
                <>
                  {' · '}
                  <Open row={step.row} definitions={definitions} onOpen={onOpen} />
                </>
              )}
            </span>
            {step.lost !== undefined && (
              <span className={css['lost']}>
                {t(step.lost.metric === 'lost_at_inquiry' ? 'lostAtInquiry' : 'lostAtPayment')}{' '}
                <Open row={step.lost} definitions={definitions} onOpen={onOpen} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </ChartBox>
  );
};

type OpenProps = { row: Row; definitions: ReadonlyMap<string, Definition>; onOpen: (door: Door) => void };

const Open = ({ row, definitions, onOpen }: OpenProps) => {
  const definition = definitions.get(row.metric);
  return definition === undefined ? null : <FigureNumber definition={definition} row={row} onOpen={onOpen} />;
};
