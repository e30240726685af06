import { useMay } from '@/shared/session';
import { PageTabs } from '@/shared/ui/page-tabs';
import { useText } from './text';

export const CustomerTabs = () => {
  const t = useText();
  const mayReviews = useMay('orders.order.read-all');
  return (
    <PageTabs
      className=""
      pages={[
        { key: '/customers', label: t('customers') },
        { key: '/customers/callbacks', label: t('callbacksTab') },
        { key: '/customers/greetings', label: t('greetingsTab') },
        { key: '/customers/loyal', label: t('loyalTab') },
        { key: '/customers/referrals', label: t('referralsTab') },
        { key: '/customers/suggestions', label: t('suggestionsTab') },
        ...(mayReviews ? [{ key: '/customers/reviews', label: t('reviewsTab') }] : []),
        { key: '/customers/groups', label: t('groupsTab') },
        { key: '/customers/same', label: t('sameTab') },
        { key: '/customers/settings', label: t('settingsTab') },
      ]}
    />
  );
};
