import { useShop } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import css from './offers.module.css';
import { useText } from './text';
import type { ChangeLine } from './wire';

const names = {
  title: 'fieldTitle',
  topic: 'fieldTopic',
  scope: 'fieldScope',
  from: 'fieldFrom',
  to: 'fieldTo',
  text: 'fieldText',
  fact: 'fieldFact',
  answer: 'fieldAnswer',
  'not-to-say': 'notToSay',
} as const;

/** What changed since the version before, in words. */
export const Changes = ({ changes }: { changes: readonly ChangeLine[] }) => {
  const t = useText();
  const { zone } = useShop();
  const said = (line: ChangeLine, value: string | null) =>
    value === null ? null : line.what === 'from' || line.what === 'to' ? fullMoment(value, zone) : value;
  return (
    <ul className={css['changes']} aria-label={t('whatChanged')}>
      {changes.map((line) => (
        <li key={`${line.what} ${line.name ?? ''} ${line.before ?? ''} ${line.after ?? ''}`}>
          <span className={css['quiet']}>
            {t(names[line.what as keyof typeof names])}
            {line.name !== null && ` ${line.name}`}
          </span>{' '}
          {line.pieces !== null ? (
            line.pieces.map((piece, index) =>
              piece.op === 'added' ? (
                <ins key={index}>{piece.text}</ins>
              ) : piece.op === 'removed' ? (
                <del key={index}>{piece.text}</del>
              ) : (
                <span key={index}>{piece.text}</span>
              ),
            )
          ) : (
            <>
              {line.before !== null && <del>{said(line, line.before)}</del>}{' '}
              {line.after !== null && <ins>{said(line, line.after)}</ins>}
            </>
          )}
        </li>
      ))}
    </ul>
  );
};
