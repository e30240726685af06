import { Section } from '@/shared/ui/page';
import { Change, FigureNumber, Notes } from './number';
import { useMeaningOf, useNameOf } from './names';
import css from './reports.module.css';
import { useText } from './text';
import type { Door } from './use-figures';
import { figure, isRatio, part } from './value';
import type { Definition, Figures, Group } from './wire';

const groups: readonly Group[] = ['volume', 'speed', 'conversion', 'sales', 'after-sales', 'quality', 'presence'];

type AllFiguresProps = {
  figures: Figures;
  scope: string;
  definitions: ReadonlyMap<string, Definition>;
  onOpen: (door: Door) => void;
};

/** Every figure of one scope with its set, its parts and the period before. */
export const AllFigures = ({ figures, scope, definitions, onOpen }: AllFiguresProps) => {
  const t = useText();
  const own = figures.rows.filter((row) => row.scope === scope);
  return (
    <Section title={t('all')}>
      {groups.map((group) => {
        const shown = [...definitions.values()].filter((definition) => definition.group === group);
        const rows = shown.flatMap((definition) =>
          own.filter((row) => row.metric === definition.metric).map((row) => ({ definition, row })),
        );
        if (rows.length === 0) return null;
        return (
          <details key={group} className={css['group']} open={group === 'sales' || group === 'conversion'}>
            <summary>{t(`group_${group}`)}</summary>
            <div className={css['scroll']}>
              <table className={css['figures']}>
                <thead>
                  <tr>
                    <th scope="col">{t('figureCol')}</th>
                    <th scope="col">{t('setCol')}</th>
                    <th scope="col">{t('valueCol')}</th>
                    <th scope="col">{t('partsCol')}</th>
                    <th scope="col">{t('beforeCol')}</th>
                    <th scope="col">{t('changeCol')}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map(({ definition, row }) => (
                    <FigureLine key={`${row.metric} ${row.set}`} {...{ figures, definition, row, onOpen }} />
                  ))}
                </tbody>
              </table>
            </div>
          </details>
        );
      })}
    </Section>
  );
};

type FigureLineProps = Pick<AllFiguresProps, 'figures' | 'onOpen'> & {
  definition: Definition;
  row: Figures['rows'][number];
};

const FigureLine = ({ figures, definition, row, onOpen }: FigureLineProps) => {
  const t = useText();
  const nameOf = useNameOf();
  const meaningOf = useMeaningOf();
  const before = figures.before.find(
    (one) => one.metric === row.metric && one.set === row.set && one.scope === row.scope,
  );
  return (
    <tr>
      <th scope="row" title={meaningOf(definition)}>
        {nameOf(definition)}
      </th>
      <td className={css['quiet']}>{row.set === 'shop' ? t('setShop') : row.set}</td>
      <td className={css['number']}>
        <FigureNumber definition={definition} row={row} onOpen={onOpen} /> <Notes row={row} />
      </td>
      <td className={css['quiet']}>
        {isRatio(definition.unit) && row.numerator !== null && row.denominator !== null
          ? `${part(definition.unit, row.numerator, false)} ÷ ${part(definition.unit, row.denominator, true)}`
          : ''}
      </td>
      <td className={css['number']}>{figure(definition.unit, before) ?? ''}</td>
      <td>
        <Change definition={definition} now={row} before={before} />
      </td>
    </tr>
  );
};
