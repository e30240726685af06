import { useMay } from '@/shared/session';
import { PageTabs } from '@/shared/ui/page-tabs';
import css from './offers.module.css';
import { useText } from './text';

export const OfferTabs = () => {
  const t = useText();
  const mayPolicies = useMay('shop.policy.read');
  return (
    <PageTabs
      className={css['tabs']}
      pages={[
        { key: '/promotions', label: t('promotions') },
        ...(mayPolicies ? [{ key: '/policies', label: t('policies') }] : []),
        ...(mayPolicies ? [{ key: '/promotions/rule-changes', label: t('ruleChanges') }] : []),
        { key: '/promotions/briefings', label: t('briefings') },
      ]}
    />
  );
};
