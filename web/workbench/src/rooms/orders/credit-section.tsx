import { useLanguage } from '@/shared/i18n/language';
import { fullMoment } from '@/shared/time/format';
import { useZone } from '@/shared/time/use-zone';
import { Section } from '@/shared/ui/page';
import { CreditMark } from './marks';
import { money } from './order-columns';
import css from './orders.module.css';
import { useText } from './text';
import type { Decision, OrderDetail } from './wire';

/** Who earned the order and why, in the words of the shop; what was decided before stays to be seen. */
export const CreditSection = ({ detail }: { detail: OrderDetail }) => {
  const t = useText();
  const zone = useZone();
  const spoken = useLanguage();
  const [now, ...before] = detail.decisions;
  if (now === undefined)
    return (
      <Section title={t('creditTitle')}>
        <p className={css['quiet']}>{t(detail.order.paidAt === null ? 'creditUnpaid' : 'creditLater')}</p>
      </Section>
    );
  return (
    <Section title={t('creditTitle')} actions={<CreditMark credit={detail.order.credit} />}>
      <p className={css['sentence']}>{spoken === 'en' ? now.en : now.zh}</p>
      <Shares decision={now} />
      <p className={css['quiet']}>
        {t('creditBase', { amount: money(now.baseAmount) })} ·{' '}
        {now.bookVersion === 0 ? t('creditNoBook') : t('creditRule', { book: now.book, version: now.bookVersion })}
      </p>
      {now.losers.length > 0 && (
        <>
          <h3 className={css['sub']}>{t('creditLosers')}</h3>
          <ul className={css['losers']}>
            {now.losers.map((loser) => (
              <li key={loser.person + loser.zh}>{spoken === 'en' ? loser.en : loser.zh}</li>
            ))}
          </ul>
        </>
      )}
      {before.length > 0 && (
        <>
          <h3 className={css['sub']}>{t('creditBefore')}</h3>
          <ul className={css['losers']}>
            {before.map((decision) => (
              <li key={decision.number}>
                {fullMoment(decision.decidedAt, zone)} {spoken === 'en' ? decision.en : decision.zh}
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
};

const Shares = ({ decision }: { decision: Decision }) => {
  const t = useText();
  if (decision.credits.length < 2) return null;
  return (
    <ul className={css['losers']}>
      {decision.credits.map((part) => (
        <li key={`${part.person ?? ''} ${part.basis}`}>
          {t('creditShare', { name: part.name ?? '—', share: part.share, amount: money(part.amount) })}
        </li>
      ))}
    </ul>
  );
};
