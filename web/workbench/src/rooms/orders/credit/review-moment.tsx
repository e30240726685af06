import { Select } from 'antd';
import { api } from '@/shared/api/client';
import { useMay, useShop } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import { useZone } from '@/shared/time/use-zone';
import css from '../orders.module.css';
import type { Review } from '../wire';
import { useCreditText } from './text';
import { useCreditAct } from './use-credit';

const causes = ['agent', 'goods', 'courier', 'other'] as const;

/** A review on the time line: what the buyer said, and what a person found the cause to be. */
export const ReviewMoment = ({ order, review }: { order: string; review: Review }) => {
  const t = useCreditText();
  const zone = useZone();
  const rating = review.rating === null ? null : t(`rating_${review.rating}`);
  const stars = review.stars === null ? null : t('reviewStars', { n: review.stars });
  return (
    <>
      {t('review', { rating: [rating, stars].filter((part) => part !== null).join(' · ') })}{' '}
      <Cause order={order} review={review} />
      {review.decidedBy !== null && (
        <span className={css['quiet']}>
          {' '}
          {review.decidedBy} {review.decidedAt === null ? '' : fullMoment(review.decidedAt, zone)}
        </span>
      )}
      {review.text !== null && <div className={css['quiet']}>{review.text}</div>}
    </>
  );
};

const Cause = ({ order, review }: { order: string; review: Review }) => {
  const t = useCreditText();
  const shop = useShop();
  const act = useCreditAct();
  const mayDecide = useMay('orders.credit.decide');
  if (!mayDecide) return <>{review.cause === null ? '' : t(`cause_${review.cause}`)}</>;
  return (
    <Select
      size="small"
      className={css['party'] ?? ''}
      aria-label={t('reviewCause')}
      placeholder={t('reviewCause')}
      value={review.cause}
      onChange={(cause) =>
        void act(
          () => api.post('/api/orders/reviews/decide', { shop: shop.id, order, at: review.at, cause }),
          t('written'),
        )
      }
      options={causes.map((cause) => ({ value: cause, label: t(`cause_${cause}`) }))}
    />
  );
};
