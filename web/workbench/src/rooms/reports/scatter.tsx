import { ChartBox } from '@/shared/ui/chart-box';
import css from './reports.module.css';
import { useText } from './text';
import { find } from './tiles';
import { amount } from './value';
import type { Figures } from './wire';

const width = 640;
const height = 220;
const pad = { top: 14, right: 60, bottom: 26, left: 44 };

/** Each agent's mean response against the conversion: does whoever answers sooner sell more? */
export const Scatter = ({ figures }: { figures: Figures }) => {
  const t = useText();
  const dots = figures.scopes
    .map((scope) => {
      const speed = find(figures.rows, scope.scope, { metric: 'average_response' });
      const sold = find(figures.rows, scope.scope, { metric: 'conversion_final' });
      return {
        name: scope.name,
        x: speed === undefined ? null : amount('seconds', speed.numerator, speed.denominator),
        y: sold === undefined ? null : amount('share', sold.numerator, sold.denominator),
      };
    })
    .filter((dot): dot is { name: string; x: number; y: number } => dot.x !== null && dot.y !== null);
  if (dots.length < 2) return null;
  const farX = Math.max(...dots.map((dot) => dot.x)) * 1.08;
  const farY = Math.max(0.01, ...dots.map((dot) => dot.y)) * 1.1;
  const x = (value: number) => pad.left + ((width - pad.left - pad.right) * value) / farX;
  const y = (value: number) => height - pad.bottom - ((height - pad.top - pad.bottom) * value) / farY;
  return (
    <ChartBox
      title={t('scatter')}
      hint={t('scatterHint')}
      sheet={{
        head: [t('personCol'), t('seconds'), '%'],
        rows: dots.map((dot) => [dot.name, dot.x.toFixed(1), (dot.y * 100).toFixed(2)]),
      }}
    >
      <svg className={css['chart']} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('scatter')}>
        <line className={css['axis']} x1={pad.left} x2={width - pad.right} y1={y(0)} y2={y(0)} />
        <line className={css['axis']} x1={pad.left} x2={pad.left} y1={pad.top} y2={y(0)} />
        <text className={css['tick']} x={pad.left} y={height - 6}>
          0
        </text>
        <text className={css['tick']} x={width - pad.right} y={height - 6} textAnchor="end">
          {`${farX.toFixed(0)} ${t('seconds')}`}
        </text>
        <text className={css['tick']} x={pad.left - 4} y={pad.top + 8} textAnchor="end">
          {`${(farY * 100).toFixed(0)}%`}
        </text>
        {dots.map((dot) => (
          <g key={dot.name} className={css['mark']}>
            <title>{`${dot.name} ${dot.x.toFixed(1)} ${t('seconds')} · ${(dot.y * 100).toFixed(2)}%`}</title>
            <circle cx={x(dot.x)} cy={y(dot.y)} r="4.5" />
            <text className={css['tick']} x={x(dot.x) + 7} y={y(dot.y) + 4}>
              {dot.name}
            </text>
          </g>
        ))}
      </svg>
    </ChartBox>
  );
};
