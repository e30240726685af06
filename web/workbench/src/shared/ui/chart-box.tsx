import { useState, type ReactNode } from 'react';
import { App, Button } from 'antd';
import { useSharedText } from '@/shared/i18n/shared-text';
import { asCells } from '@/shared/ui/cells';
import { copyText } from '@/shared/ui/copy-text';
import { Section } from '@/shared/ui/page';
import css from './chart-box.module.css';

export type Sheet = { head: readonly string[]; rows: readonly (readonly string[])[] };

type ChartBoxProps = { title: string; hint?: string; sheet: Sheet; children: ReactNode };

/** A chart with its table: the same numbers to read out, copy and paste. */
export const ChartBox = ({ title, hint, sheet, children }: ChartBoxProps) => {
  const t = useSharedText();
  const { message } = App.useApp();
  const [isTable, setTable] = useState(false);
  const copy = async () => {
    const done = await copyText(asCells([sheet.head, ...sheet.rows]));
    void (done ? message.success(t('copiedCells')) : message.error(t('copyFailed')));
  };
  return (
    <Section
      title={title}
      actions={
        <>
          <Button size="small" type="text" onClick={() => setTable(!isTable)}>
            {t(isTable ? 'asChart' : 'asTable')}
          </Button>
          <Button size="small" type="text" onClick={() => void copy()}>
            {t('copy')}
          </Button>
        </>
      }
    >
      {hint !== undefined && <p className={css['hint']}>{hint}</p>}
      {isTable ? <SheetTable sheet={sheet} label={title} /> : children}
    </Section>
  );
};

export const SheetTable = ({ sheet, label }: { sheet: Sheet; label: string }) => (
  <div className={css['scroll']}>
    <table className={css['sheet']} aria-label={label}>
      <thead>
        <tr>
          {sheet.head.map((cell, index) => (
            <th key={index} scope="col">
              {cell}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sheet.rows.map((row, index) => (
          <tr key={index}>
            {row.map((cell, at) => (
              <td key={at}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
