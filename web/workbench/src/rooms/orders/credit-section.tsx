import { Section } from '@/shared/ui/page';
import css from './orders.module.css';
import { useText } from './text';
import type { OrderDetail } from './wire';

/** Who earned the order and why, in the words of the shop. */
export const CreditSection = ({ detail }: { detail: OrderDetail }) => {
  const t = useText();
  if (detail.order.credit !== null) return null;
  return (
    <Section title={t('creditTitle')}>
      <p className={css['quiet']}>{t('creditLater')}</p>
    </Section>
  );
};
