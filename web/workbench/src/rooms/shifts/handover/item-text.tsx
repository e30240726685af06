import { Tag } from 'antd';
import { fullMoment } from '@/shared/time/format';
import { useZone } from '@/shared/time/use-zone';
import css from './handover.module.css';
import { useText } from './text';
import type { LogAct, LogItem } from './wire';

/** Cause, course and result of an item, and what was done to it since. */
export const ItemText = ({ item, withCause = false }: { item: LogItem; withCause?: boolean }) => {
  const t = useText();
  const later = item.acts.filter((act) => act.what !== 'written');
  return (
    <div className={css['item']}>
      <p className={css['quiet']}>
        <Tag {...(item.level === 'normal' ? {} : { color: item.level === 'urgent' ? 'red' : 'orange' })}>
          {t(`sort-${item.sort}`)} · {t(`level-${item.level}`)}
        </Tag>
        {item.handledAt !== null && <Tag color="green">{t('handled')}</Tag>}
        {item.writtenBy}
      </p>
      <dl className={css['parts']}>
        {withCause && (
          <>
            <dt>{t('cause')}</dt>
            <dd>{item.cause}</dd>
          </>
        )}
        <dt>{t('course')}</dt>
        <dd>{item.course}</dd>
        <dt>{t('result')}</dt>
        <dd>{item.result}</dd>
      </dl>
      {later.length > 0 && <Acts acts={later} />}
    </div>
  );
};

export const Acts = ({ acts }: { acts: LogAct[] }) => {
  const t = useText();
  const zone = useZone();
  return (
    <div className={css['acts']}>
      {acts.map((act) => (
        <p key={`${act.at}${act.what}${act.text ?? ''}`} className={css['quiet']}>
          <time>{fullMoment(act.at, zone)}</time>{' '}
          {t(`act-${act.what}` as 'act-any', {
            by: act.by ?? '',
            text: act.text ?? '',
            from: act.ownerBefore ?? '',
            to: act.ownerAfter ?? '',
          })}
        </p>
      ))}
    </div>
  );
};
