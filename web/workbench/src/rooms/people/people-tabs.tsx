import { Tabs } from 'antd';
import { useLocation, useNavigate } from 'react-router';
import { useText } from './text';
import css from './people.module.css';

/** The pages of the room beside each other. */
export const PeopleTabs = () => {
  const t = useText();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  return (
    <Tabs
      className={css['tabs'] ?? ''}
      activeKey={pathname}
      onChange={(to) => void navigate(to)}
      items={[
        { key: '/people', label: t('people') },
        { key: '/people/roles', label: t('rolesTitle') },
        { key: '/people/shops', label: t('shopsTitle') },
        { key: '/people/accounts', label: t('accounts') },
        { key: '/people/faults', label: t('faultsTitle') },
      ]}
    />
  );
};
