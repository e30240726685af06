import { useState } from 'react';
import { Button } from 'antd';
import type { DealtDoor } from './dealing-rows';
import { apart, dueShare, dueText, each, more, share, signed } from './dealing-value';
import type { DealtBy, DealtLine } from './dealing-wire';
import css from './reports.module.css';
import { useText } from './text';
import { whole, written } from './value';

const isFar = 0.2;
const shownFirst = 60;

type DealingTableProps = { by: DealtBy; lines: readonly DealtLine[]; onOpen: (door: DealtDoor) => void };

export const DealingTable = ({ by, lines, onOpen }: DealingTableProps) => {
  const t = useText();
  const [isWhole, setWhole] = useState(false);
  const most = Math.max(0.01, ...lines.map((line) => Math.abs(apart(line.received, line.due) ?? 0)));
  const place = (line: DealtLine) =>
    by === 'hour' ? `${line.place}:00` : line.place === '' ? t('dealtNoShift') : line.place;
  return (
    <>
      <div className={css['scroll']}>
        <table className={css['people']}>
          <thead>
            <tr>
              <th scope="col">{t('personCol')}</th>
              {by !== 'person' && <th scope="col">{t(`dealtBy_${by}`)}</th>}
              <th scope="col">{t('dealtReceived')}</th>
              <th scope="col">{t('dealtDue')}</th>
              <th scope="col">{t('dealtMore')}</th>
              <th scope="col" className={css['wide']}>
                {t('dealtApart')}
              </th>
              <th scope="col">{t('dealtShare')}</th>
              <th scope="col">{t('dealtDueShare')}</th>
              <th scope="col">{t('dealtPaid')}</th>
              <th scope="col">{t('dealtEach')}</th>
            </tr>
          </thead>
          <tbody>
            {(isWhole ? lines : lines.slice(0, shownFirst)).map((line) => (
              <tr key={`${line.place} ${line.person}`}>
                <th scope="row">{line.name}</th>
                {by !== 'person' && <td>{place(line)}</td>}
                <td>
                  <button
                    type="button"
                    className={css['door']}
                    aria-label={t('dealtOpen', { name: line.name, n: line.received })}
                    onClick={() => onOpen({ line, name: by === 'person' ? line.name : `${line.name} ${place(line)}` })}
                  >
                    {whole(line.received)}
                  </button>
                </td>
                <td className={css['number']}>{dueText(line.due)}</td>
                <td className={css['number']}>{more(line.received, line.due)}</td>
                <td>
                  <Apart by={apart(line.received, line.due)} most={most} />
                </td>
                <td className={css['number']}>{share(line.received, line.of)}</td>
                <td className={css['number']}>{dueShare(line.due, line.of)}</td>
                <td className={css['number']}>{written('money', line.paid / 100)}</td>
                <td className={css['number']}>{each(line.paid, line.received)}</td>
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
    </>
  );
};

const Apart = ({ by, most }: { by: number | null; most: number }) => {
  const t = useText();
  if (by === null) return <span title={t('dealtNoneDue')}>—</span>;
  const width = (Math.abs(by) / most) * 50;
  return (
    <span className={css['apart']} data-far={Math.abs(by) >= isFar} data-plain="true">
      <span className={css['apartBar']}>
        <span style={{ left: by < 0 ? `${50 - width}%` : '50%', width: `${width}%` }} />
      </span>
      {signed(by * 100, 1)}%
    </span>
  );
};
