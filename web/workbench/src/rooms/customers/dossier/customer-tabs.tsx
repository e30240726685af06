import { PageTabs } from '@/shared/ui/page-tabs';
import { useText } from './text';

export const CustomerTabs = () => {
  const t = useText();
  return (
    <PageTabs
      className=""
      pages={[
        { key: '/customers', label: t('customers') },
        { key: '/customers/suggestions', label: t('suggestionsTab') },
        { key: '/customers/groups', label: t('groupsTab') },
        { key: '/customers/settings', label: t('settingsTab') },
      ]}
    />
  );
};
