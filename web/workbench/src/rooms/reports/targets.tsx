import { useQuery } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { useShop } from '@/shared/session';
import { Section } from '@/shared/ui/page';
import { useNameOf } from './names';
import type { Period } from './period';
import css from './reports.module.css';
import { useText } from './text';
import { find } from './tiles';
import { amount, written } from './value';
import type { Definition, Figures, Target } from './wire';

/** What files call a target; `sales` is what agents sold. */
const metricOf = (metric: string): string => (metric === 'sales' ? 'agent_sales' : metric);

type TargetsProps = { period: Period; figures: readonly Figures[]; definitions: ReadonlyMap<string, Definition> };

/** Targets of the period with what has been reached: of the day, or of the month when the month is looked at. */
export const Targets = ({ period, figures, definitions }: TargetsProps) => {
  const t = useText();
  const shop = useShop();
  const nameOf = useNameOf();
  const query = { shop: shop.id, from: period.from, to: period.to };
  const targets = useQuery({
    queryKey: ['metrics', 'targets', query],
    queryFn: ({ signal }) => api.get<Target[]>('/api/metrics/targets', { query, signal }),
    enabled: shop.id !== '',
  });
  const scopeOf = (target: Target): string =>
    target.team !== null
      ? `team:${target.team}`
      : target.person !== null
        ? `person:${target.person}`
        : `shop:${shop.id}`;
  const isHere = (scope: string) => figures.some((one) => one.scopes.some(({ scope: own }) => own === scope));
  const fits = (target: Target) =>
    period.kind === 'day'
      ? target.period === period.from
      : period.kind === 'month' && target.period === period.from.slice(0, 7);
  const shown = (targets.data ?? []).filter(
    (target) => fits(target) && target.value !== null && target.value > 0 && isHere(scopeOf(target)),
  );
  if (shown.length === 0) return null;
  return (
    <Section title={t('targets')}>
      <ul className={css['targets']}>
        {shown.map((target) => {
          const definition = definitions.get(metricOf(target.metric));
          if (definition === undefined) return null;
          const scope = scopeOf(target);
          const row = figures
            .map((one) => find(one.rows, scope, { metric: definition.metric }))
            .find((one) => one !== undefined);
          const done = row === undefined ? 0 : (amount(definition.unit, row.numerator, row.denominator) ?? 0);
          const share = done / target.value!;
          const whose =
            figures.flatMap((one) => one.scopes).find((one) => one.scope === scope)?.name ??
            target.team ??
            t('wholeShop');
          return (
            <li key={`${target.period} ${scope} ${target.metric}`}>
              <span>{t('targetOf', { scope: whose, metric: nameOf(definition), period: target.period })}</span>
              <span className={css['bar']}>
                <span className={css['fill']} style={{ width: `${Math.min(1, share) * 100}%` }} />
              </span>
              <span className={css['number']}>
                {written(definition.unit, done)} / {written(definition.unit, target.value)} ·{' '}
                {t('targetDone', { share: `${(share * 100).toFixed(1)}%` })}
              </span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
};
