import { useState } from 'react';
import { App, Button } from 'antd';
import { asCells } from '@/shared/ui/cells';
import { copyText } from '@/shared/ui/copy-text';
import { Section } from '@/shared/ui/page';
import { FigureNumber } from './number';
import { useMeaningOf, useNameOf } from './names';
import css from './reports.module.css';
import { useText } from './text';
import { find, type Wanted } from './tiles';
import type { Door } from './use-figures';
import { figure } from './value';
import type { Definition, Figures } from './wire';

type ScopeTableProps = {
  title: string;
  hint?: string;
  head: string;
  figures: Figures;
  wanted: readonly Wanted[];
  definitions: ReadonlyMap<string, Definition>;
  onOpen: (door: Door) => void;
  /** Highest first, by this figure. */
  by: string;
};

const shownFirst = 15;

/** One line per person, team or product, one column per figure; every cell is a door. */
export const ScopeTable = ({ title, hint, head, figures, wanted, definitions, onOpen, by }: ScopeTableProps) => {
  const t = useText();
  const nameOf = useNameOf();
  const meaningOf = useMeaningOf();
  const { message } = App.useApp();
  const [isWhole, setWhole] = useState(false);
  const columns = wanted.flatMap((one) => {
    const definition = definitions.get(one.metric);
    return definition === undefined ? [] : [{ one, definition }];
  });
  const weight = (scope: string) => find(figures.rows, scope, { metric: by })?.numerator ?? -1;
  const scopes = [...figures.scopes].sort((a, b) => weight(b.scope) - weight(a.scope));
  const copy = async () => {
    const cells = [
      [head, t('teamCol'), ...columns.map(({ definition }) => nameOf(definition))],
      ...scopes.map((scope) => [
        scope.name,
        scope.team ?? '',
        ...columns.map(
          ({ one, definition }) => figure(definition.unit, find(figures.rows, scope.scope, one)) ?? t('none'),
        ),
      ]),
    ];
    const done = await copyText(asCells(cells));
    void (done ? message.success(t('copied')) : message.error(t('copyFailed')));
  };
  if (scopes.length === 0) return null;
  return (
    <Section
      title={title}
      actions={
        <Button size="small" type="text" onClick={() => void copy()}>
          {t('copy')}
        </Button>
      }
    >
      {hint !== undefined && <p className={css['hint']}>{hint}</p>}
      <div className={css['scroll']}>
        <table className={css['people']}>
          <thead>
            <tr>
              <th scope="col">{head}</th>
              {columns.map(({ one, definition }) => (
                <th key={`${one.metric} ${one.set ?? ''}`} scope="col" title={meaningOf(definition)}>
                  {nameOf(definition)}
                  {one.set !== undefined && one.set !== 'shop' && <small> {one.set}</small>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(isWhole ? scopes : scopes.slice(0, shownFirst)).map((scope) => (
              <tr key={scope.scope}>
                <th scope="row">
                  {scope.name}
                  {scope.team !== null && <small> {scope.team}</small>}
                </th>
                {columns.map(({ one, definition }) => (
                  <td key={`${one.metric} ${one.set ?? ''}`} className={css['number']}>
                    <Cell
                      definition={definition}
                      row={find(figures.rows, scope.scope, one)}
                      onOpen={onOpen}
                      name={scope.name}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {scopes.length > shownFirst && (
        <p className={css['more']}>
          <Button size="small" onClick={() => setWhole(!isWhole)}>
            {isWhole ? t('fewer') : t('allOf', { n: scopes.length })}
          </Button>
        </p>
      )}
    </Section>
  );
};

type CellProps = {
  definition: Definition;
  row: Figures['rows'][number] | undefined;
  onOpen: (door: Door) => void;
  name: string;
};

const Cell = ({ definition, row, onOpen, name }: CellProps) =>
  row === undefined ? (
    <span className={css['quiet']}>—</span>
  ) : (
    <FigureNumber
      definition={definition}
      row={row}
      onOpen={(door) => onOpen({ ...door, name: `${name} ${door.name}` })}
    />
  );
