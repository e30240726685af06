import css from './reports.module.css';
import { useNameOf } from './names';
import { useText } from './text';
import { useDefinitions } from './use-figures';
import { amount, change, figure } from './value';
import type { Definition, Pair } from './wire';

type PairsProps = { pairs: readonly Pair[]; names: ReadonlyMap<string, string> };

const nameIn = (names: ReadonlyMap<string, string>, scope: string): string =>
  names.get(scope) ?? scope.slice(scope.indexOf(':') + 1);

const kindOf = (scope: string): number => ['shop', 'team', 'person'].indexOf(scope.slice(0, scope.indexOf(':')));

/** One line per person: what stands, what would stand, and the difference. */
export const ByPerson = ({ pairs, names }: PairsProps) => {
  const t = useText();
  const nameOf = useNameOf();
  const definitions = useDefinitions();
  const columns = [...new Map(pairs.map(({ metric, set }) => [`${metric} ${set}`, { metric, set }])).values()];
  const scopes = [...new Set(pairs.map(({ scope }) => scope))].sort(
    (a, b) => kindOf(a) - kindOf(b) || nameIn(names, a).localeCompare(nameIn(names, b)),
  );
  return (
    <div className={css['scroll']}>
      <table className={css['people']} aria-label={t('bookTable')}>
        <thead>
          <tr>
            <th scope="col">{t('personCol')}</th>
            {columns.map(({ metric, set }) => (
              <th key={`${metric} ${set}`} scope="col">
                {nameOf(definitions.data?.get(metric))} {set !== 'shop' && <small>{set}</small>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {scopes.map((scope) => (
            <tr key={scope}>
              <th scope="row">{nameIn(names, scope)}</th>
              {columns.map(({ metric, set }) => (
                <td key={`${metric} ${set}`} className={css['number']}>
                  <BeforeAfter
                    pair={pairs.find((one) => one.scope === scope && one.metric === metric && one.set === set)}
                    definition={definitions.data?.get(metric)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

const sides = (pair: Pair) => ({
  before: { numerator: pair.beforeNumerator, denominator: pair.beforeDenominator },
  after: { numerator: pair.afterNumerator, denominator: pair.afterDenominator },
});

const difference = (pair: Pair, { unit }: Definition) => {
  const { before, after } = sides(pair);
  return change(
    unit,
    amount(unit, after.numerator, after.denominator),
    amount(unit, before.numerator, before.denominator),
  );
};

const BeforeAfter = ({ pair, definition }: { pair: Pair | undefined; definition: Definition | undefined }) => {
  const t = useText();
  if (pair === undefined || definition === undefined) return <span className={css['quiet']}>{t('bookUnchanged')}</span>;
  const { before, after } = sides(pair);
  const by = difference(pair, definition);
  return (
    <span className={css['beforeAfter']}>
      <span className={css['quiet']}>{figure(definition.unit, before) ?? t('none')}</span>
      <b>{figure(definition.unit, after) ?? t('none')}</b>
      {by !== null && (
        <span className={css['change']} data-up={by.isUp}>
          {by.text}
        </span>
      )}
    </span>
  );
};

export const EveryFigure = ({ pairs, names }: PairsProps) => {
  const t = useText();
  const nameOf = useNameOf();
  const definitions = useDefinitions();
  return (
    <div className={css['scroll']}>
      <table className={css['figures']}>
        <thead>
          <tr>
            <th scope="col">{t('personCol')}</th>
            <th scope="col">{t('figureCol')}</th>
            <th scope="col">{t('bookBefore')}</th>
            <th scope="col">{t('bookAfter')}</th>
            <th scope="col">{t('changeCol')}</th>
          </tr>
        </thead>
        <tbody>
          {pairs.slice(0, 500).map((pair) => {
            const definition = definitions.data?.get(pair.metric);
            if (definition === undefined) return null;
            const { before, after } = sides(pair);
            return (
              <tr key={`${pair.scope} ${pair.metric} ${pair.set}`}>
                <th scope="row">{nameIn(names, pair.scope)}</th>
                <td>
                  {nameOf(definition)} {pair.set !== 'shop' && <small>{pair.set}</small>}
                </td>
                <td className={css['number']}>{figure(definition.unit, before) ?? t('none')}</td>
                <td className={css['number']}>{figure(definition.unit, after) ?? t('none')}</td>
                <td className={css['number']}>{difference(pair, definition)?.text ?? ''}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
};
