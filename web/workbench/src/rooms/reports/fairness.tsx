import { useState } from 'react';
import { Button } from 'antd';
import { ChartBox } from '@/shared/ui/chart-box';
import { FigureNumber } from './number';
import css from './reports.module.css';
import { useText } from './text';
import { find } from './tiles';
import type { Door } from './use-figures';
import { amount, figure, whole, written } from './value';
import type { Definition, Figures } from './wire';

const hourMs = 3_600_000;
const isFar = 0.2;
const shownFirst = 15;

type FairnessProps = {
  figures: Figures;
  definitions: ReadonlyMap<string, Definition>;
  onOpen: (door: Door) => void;
};

/** Who got how many of the shift's receptions, how far from an equal part, and what came of them per inquiry and per hour online. */
export const Fairness = ({ figures, definitions, onOpen }: FairnessProps) => {
  const t = useText();
  const [isWhole, setWhole] = useState(false);
  const equal = definitions.get('receptions_against_equal');
  const share = definitions.get('receptions_share');
  const value = definitions.get('sales_per_inquiry');
  if (equal === undefined || share === undefined || value === undefined) return null;
  const lines = figures.scopes
    .flatMap((scope) => {
      const row = (metric: string) => find(figures.rows, scope.scope, { metric });
      const against = row('receptions_against_equal');
      const by = against === undefined ? null : amount('against-equal', against.numerator, against.denominator);
      if (against === undefined || by === null) return [];
      const online = row('online_time')?.numerator ?? 0;
      const sales = row('agent_sales')?.numerator ?? 0;
      return [
        {
          scope,
          against,
          by: by - 1,
          received: row('received_buyers')?.numerator ?? 0,
          share: row('receptions_share'),
          value: row('sales_per_inquiry'),
          perHour: online === 0 ? null : (sales / 100) * (hourMs / online),
        },
      ];
    })
    .sort((a, b) => b.by - a.by);
  if (lines.length === 0) return null;
  const most = Math.max(0.01, ...lines.map(({ by }) => Math.abs(by)));
  const percent = (by: number) => `${by > 0 ? '+' : by < 0 ? '−' : ''}${Math.abs(by * 100).toFixed(1)}%`;
  return (
    <ChartBox
      title={t('fairness')}
      hint={t('fairnessHint')}
      sheet={{
        head: [t('personCol'), t('fairReceived'), t('fairShare'), t('fairBy'), t('fairValue'), t('fairHour')],
        rows: lines.map((line) => [
          line.scope.name,
          String(line.received),
          figure('share', line.share) ?? t('none'),
          percent(line.by),
          figure('money-each', line.value) ?? t('none'),
          written('money', line.perHour) ?? t('none'),
        ]),
      }}
    >
      <div className={css['scroll']}>
        <table className={css['people']}>
          <thead>
            <tr>
              <th scope="col">{t('personCol')}</th>
              <th scope="col">{t('fairReceived')}</th>
              <th scope="col">{t('fairShare')}</th>
              <th scope="col" className={css['wide']}>
                {t('fairBy')}
              </th>
              <th scope="col">{t('fairValue')}</th>
              <th scope="col">{t('fairHour')}</th>
            </tr>
          </thead>
          <tbody>
            {(isWhole ? lines : lines.slice(0, shownFirst)).map((line) => (
              <tr key={line.scope.scope}>
                <th scope="row">{line.scope.name}</th>
                <td className={css['number']}>{whole(line.received)}</td>
                <td className={css['number']}>
                  <FigureNumber definition={share} row={line.share} onOpen={onOpen} />
                </td>
                <td>
                  <button
                    type="button"
                    className={css['apart']}
                    data-far={Math.abs(line.by) >= isFar}
                    aria-label={`${line.scope.name} ${percent(line.by)}`}
                    onClick={() =>
                      onOpen({
                        metric: 'receptions_against_equal',
                        set: 'shop',
                        scope: line.scope.scope,
                        name: `${line.scope.name} ${t('fairBy')}`,
                      })
                    }
                  >
                    <span className={css['apartBar']}>
                      <span
                        style={{
                          left: line.by < 0 ? `${50 - (Math.abs(line.by) / most) * 50}%` : '50%',
                          width: `${(Math.abs(line.by) / most) * 50}%`,
                        }}
                      />
                    </span>
                    {percent(line.by)}
                  </button>
                </td>
                <td className={css['number']}>
                  <FigureNumber definition={value} row={line.value} onOpen={onOpen} />
                </td>
                <td className={css['number']}>{written('money', line.perHour) ?? t('none')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {lines.length > shownFirst && (
        <p className={css['more']}>
          <Button size="small" onClick={() => setWhole(!isWhole)}>
            {isWhole ? t('fewer') : t('allOf', { n: lines.length })}
          </Button>
        </p>
      )}
    </ChartBox>
  );
};
