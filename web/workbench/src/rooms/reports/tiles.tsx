import { Tooltip } from 'antd';
import { Change, FigureNumber, Notes } from './number';
import { useMeaningOf, useNameOf } from './names';
import css from './reports.module.css';
import { useText } from './text';
import type { Door } from './use-figures';
import type { Definition, Figures, Row } from './wire';

/** Metric, and set where it has several. */
export type Wanted = { metric: string; set?: string };

export const find = (rows: readonly Row[], scope: string, { metric, set }: Wanted): Row | undefined =>
  rows.find((row) => row.metric === metric && row.scope === scope && row.set === (set ?? 'shop'));

type TilesProps = {
  figures: Figures;
  scope: string;
  wanted: readonly Wanted[];
  definitions: ReadonlyMap<string, Definition>;
  onOpen: (door: Door) => void;
};

/** The few figures that are looked at first. */
export const Tiles = ({ figures, scope, wanted, definitions, onOpen }: TilesProps) => {
  const nameOf = useNameOf();
  const meaningOf = useMeaningOf();
  return (
    <ul className={css['tiles']}>
      {wanted.map((one) => {
        const definition = definitions.get(one.metric);
        if (definition === undefined) return null;
        const row = find(figures.rows, scope, one);
        return (
          <li key={`${one.metric} ${one.set ?? ''}`} className={css['tile']}>
            <Tooltip title={meaningOf(definition)}>
              <span className={css['tileName']}>
                {nameOf(definition)}
                {one.set !== undefined && one.set !== 'shop' && <small> {one.set}</small>}
              </span>
            </Tooltip>
            <span className={css['tileValue']}>
              <FigureNumber definition={definition} row={row} onOpen={onOpen} isBig />
              <Change definition={definition} now={row} before={find(figures.before, scope, one)} />
            </span>
            <span className={css['tileNotes']}>
              <Notes row={row} />
              <Once figures={figures} scope={scope} row={row} definitions={definitions} onOpen={onOpen} />
            </span>
          </li>
        );
      })}
    </ul>
  );
};

type OnceProps = {
  figures: Figures;
  scope: string;
  row: Row | undefined;
  definitions: ReadonlyMap<string, Definition>;
  onOpen: (door: Door) => void;
};

/** Days are added up, and somebody who came on two days is in the sum twice: each counted once stands beside it when it differs. */
const Once = ({ figures, scope, row, definitions, onOpen }: OnceProps) => {
  const t = useText();
  const definition = definitions.get('consulting_buyers_distinct');
  const once = find(figures.rows, scope, { metric: 'consulting_buyers_distinct' });
  if (
    row?.metric !== 'consulting_buyers' ||
    definition === undefined ||
    once === undefined ||
    once.numerator === row.numerator
  )
    return null;
  return (
    <span className={css['quiet']}>
      {t('onceEach')} <FigureNumber definition={definition} row={once} onOpen={onOpen} />
    </span>
  );
};
