import { useShop } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import { useLanguage } from '@/shared/i18n/language';
import css from './handover.module.css';
import { useText } from './text';
import type { Handover } from './wire';

/** What was done today, counted by the program. */
export const Counts = ({ counts }: { counts: Handover['counts'] }) => {
  const isZh = useLanguage() === 'zh-CN';
  return (
    <div className={css['counts']}>
      {counts.map((one) => (
        <span key={one.key}>
          <b>{one.count}</b> {isZh ? one.zh : one.en}
        </span>
      ))}
    </div>
  );
};

/** Who signed when; both are needed. */
export const Signatures = ({ handover }: { handover: Handover }) => {
  const t = useText();
  const { zone } = useShop();
  const at = (moment: string | null) => (moment === null ? t('notSigned') : fullMoment(moment, zone));
  return (
    <div className={css['signatures']}>
      <span>{t('leaverSigned', { name: handover.leaverName ?? '', at: at(handover.leaverSignedAt) })}</span>
      <span>{t('receiverSigned', { name: handover.receiverName ?? '—', at: at(handover.receiverSignedAt) })}</span>
    </div>
  );
};
