import { Alert, Button } from 'antd';
import { useZone } from '@/shared/time/use-zone';
import { dayKey } from '@/shared/time/format';
import { useMinute } from '@/shared/time/now';
import css from './phrases.module.css';
import { standingOf } from './offer';
import { usePhraseText } from './text';
import { usePhraseOffers } from './use-phrases';
import type { OfferLine } from './wire';

/** Promotions that run or are about to, for which nobody has written phrases (PROD-19). */
export const OffersWithout = ({ onWrite }: { onWrite: (offer: OfferLine) => void }) => {
  const t = usePhraseText();
  const zone = useZone();
  const list = usePhraseOffers();
  const now = useMinute();
  const bare = (list.data ?? []).filter(
    (one) => one.phrases === 0 && ['open', 'coming'].includes(standingOf(one, now)),
  );
  if (bare.length === 0) return null;
  return (
    <Alert
      type="warning"
      className={css['bare'] ?? ''}
      title={t('offersWithout', { n: bare.length })}
      description={
        <ul className={css['offers']}>
          {bare.map((one) => (
            <li key={one.id}>
              <b>{one.name}</b>
              <span className={css['hint']}>
                {standingOf(one, now) === 'coming'
                  ? t('startsOn', { day: dayKey(one.from ?? '', zone) })
                  : t('runsUntil', { day: dayKey(Date.parse(one.to ?? '') - 1, zone) })}
              </span>
              <Button size="small" onClick={() => onWrite(one)}>
                {t('writeFor')}
              </Button>
            </li>
          ))}
        </ul>
      }
    />
  );
};
