import { Button } from 'antd';
import { Link } from 'react-router';
import { fullMoment } from '@/shared/time/format';
import { useZone } from '@/shared/time/use-zone';
import css from './day.module.css';
import { DueWords } from './due-words';
import { useText } from './text';
import type { DayLine } from './wire';

/** What a press on the line's own act begins. */
export type DayAct = 'act' | 'later' | 'done';

type DayRowProps = { line: DayLine; showsOwner: boolean; mayEdit: boolean; onAct?: (act: DayAct) => void };

const inPlace = { callback: 'call', care: 'record', greeting: 'record', suggestion: 'end' } as const;

/** One thing of the day: what, whose, by when, and what can be done with it here. */
export const DayRow = ({ line, showsOwner, mayEdit, onAct }: DayRowProps) => {
  const t = useText();
  const zone = useZone();
  const word = line.kind in inPlace ? inPlace[line.kind as keyof typeof inPlace] : null;
  const state =
    line.state === null
      ? line.kind === 'care'
        ? t('careDue')
        : ''
      : t(`${line.kind}-${line.state}` as 'talk-waiting');
  return (
    <li className={css['row']}>
      <span className={css['kind']}>{t(`kind-${line.kind}`)}</span>
      <div className={css['what']}>
        <div className={css['title']}>
          {line.buyer !== null && line.buyerName !== null && (
            <Link to={`/customers/${line.buyer}`}>{line.buyerName}</Link>
          )}
          {line.buyer === null && line.buyerName !== null && <span>{line.buyerName}</span>}
          {line.tel !== null && <span className={css['quiet']}>{line.tel}</span>}
          {state !== '' && <span className={css['quiet']}>{state}</span>}
          {showsOwner && line.ownerName !== null && <span className={css['quiet']}>{line.ownerName}</span>}
        </div>
        {line.text !== null && line.text !== '' && (
          <div className={css['words']} title={line.text}>
            {word === null ? <Link to={line.link}>{line.text}</Link> : line.text}
          </div>
        )}
        {line.laterUntil !== null && (
          <div className={css['quiet']}>
            {t('putAwayUntil', { when: fullMoment(line.laterUntil, zone), reason: line.laterReason ?? '' })}
          </div>
        )}
      </div>
      <DueWords line={line} />
      <div className={css['acts']}>
        {word !== null && mayEdit && onAct !== undefined && (
          <Button size="small" type="primary" onClick={() => onAct('act')}>
            {t(word)}
          </Button>
        )}
        {word === null && (
          <Link to={line.link}>
            <Button size="small" tabIndex={-1}>
              {t('open')}
            </Button>
          </Link>
        )}
        {line.endsHere && onAct !== undefined && (
          <Button size="small" onClick={() => onAct('done')}>
            {t('end')}
          </Button>
        )}
        {onAct !== undefined && (
          <Button size="small" type="text" onClick={() => onAct('later')}>
            {t('later')}
          </Button>
        )}
      </div>
    </li>
  );
};
