import { PageTabs } from '@/shared/ui/page-tabs';
import { useText } from './text';
import css from './people.module.css';

/** The pages of the room beside each other. */
export const PeopleTabs = () => {
  const t = useText();
  return (
    <PageTabs
      className={css['tabs']}
      pages={[
        { key: '/people', label: t('people') },
        { key: '/people/roles', label: t('rolesTitle') },
        { key: '/people/shops', label: t('shopsTitle') },
        { key: '/people/accounts', label: t('accounts') },
        { key: '/people/faults', label: t('faultsTitle') },
      ]}
    />
  );
};
