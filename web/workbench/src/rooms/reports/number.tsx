import { Tooltip } from 'antd';
import { change, amount, figure, isRatio, part } from './value';
import { useNameOf } from './names';
import css from './reports.module.css';
import { useText } from './text';
import type { Door } from './use-figures';
import type { Definition, Row } from './wire';

type NumberProps = { definition: Definition; row: Row | undefined; onOpen: (door: Door) => void; isBig?: boolean };

/** A figure as a door to its rows. Nothing to say is said in words, never as 0 %. */
export const FigureNumber = ({ definition, row, onOpen, isBig = false }: NumberProps) => {
  const t = useText();
  const nameOf = useNameOf();
  const text = figure(definition.unit, row);
  if (row === undefined || text === null) {
    const why = row?.reason != null ? t('missing', { file: row.reason }) : t('noneWhy');
    return (
      <Tooltip title={why}>
        <span className={isBig ? css['bigNone'] : css['none']}>{t('none')}</span>
      </Tooltip>
    );
  }
  const name = nameOf(definition);
  const parts =
    isRatio(definition.unit) && row.numerator !== null && row.denominator !== null
      ? `${part(definition.unit, row.numerator, false)} ÷ ${part(definition.unit, row.denominator, true)}`
      : undefined;
  return (
    <button
      type="button"
      className={isBig ? css['big'] : css['door']}
      title={parts}
      aria-label={`${text} ${t('openRows', { name })}`}
      onClick={() => onOpen({ metric: row.metric, set: row.set, scope: row.scope, name })}
    >
      {text}
    </button>
  );
};

/** What is to be known beside the number: still open, too few to judge. */
export const Notes = ({ row }: { row: Row | undefined }) => {
  const t = useText();
  if (row === undefined) return null;
  return (
    <>
      {row.isOpen && (
        <span className={css['open']}>
          {row.openUntil === null ? t('openAlways') : t('openUntil', { day: row.openUntil })}
        </span>
      )}
      {!row.isJudged && (row.denominator ?? 0) > 0 && <span className={css['few']}>{t('tooFew')}</span>}
    </>
  );
};

/** Red is up and green is down, as on every board in the trade. */
export const Change = ({
  definition,
  now,
  before,
}: {
  definition: Definition;
  now: Row | undefined;
  before: Row | undefined;
}) => {
  const value = (row: Row | undefined) =>
    row === undefined ? null : amount(definition.unit, row.numerator, row.denominator);
  const by = change(definition.unit, value(now), value(before));
  if (by === null) return null;
  return (
    <span className={css['change']} data-up={by.isUp}>
      <span aria-hidden="true">{by.isUp ? '▲' : '▼'}</span> {by.text}
    </span>
  );
};
