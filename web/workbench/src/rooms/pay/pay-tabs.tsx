import { Link, useLocation } from 'react-router';
import { useLanguage } from '@/shared/i18n/language';
import { may, useSession, useShop } from '@/shared/session';
import { parts } from './parts';
import css from './pay.module.css';
import { useText } from './text';
import { useBadge } from './use-pay';

/** The pages of the room; the other folders of the room add theirs. */
export const PayTabs = () => {
  const t = useText();
  const session = useSession();
  const shop = useShop();
  const spoken = useLanguage();
  const badge = useBadge(true).data;
  const { pathname } = useLocation();
  const isAt = (to: string) =>
    to === '/pay'
      ? pathname === to || pathname.startsWith('/pay/months')
      : pathname === to || pathname.startsWith(`${to}/`);
  const tabs = [
    { order: 10, to: '/pay', label: t('months'), permission: 'pay.slip.read-all', count: 0 },
    { order: 20, to: '/pay/mine', label: t('mine'), permission: 'pay.slip.read', count: badge?.toConfirm ?? 0 },
    {
      order: 30,
      to: '/pay/objections',
      label: t('objections'),
      permission: 'pay.slip.read',
      count: (badge?.toDecide ?? 0) + (badge?.answered ?? 0),
    },
    ...parts.map((part) => ({
      order: part.order,
      to: part.to,
      label: spoken === 'en' ? part.label.en : part.label.zh,
      permission: part.permission,
      count: 0,
    })),
  ].sort((a, b) => a.order - b.order);
  return (
    <nav className={css['tabs']} aria-label={t('title')}>
      {tabs
        .filter((tab) => may(session, shop, tab.permission))
        .map((tab) => (
          <Link key={tab.to} to={tab.to} aria-current={isAt(tab.to) ? 'page' : undefined} className={css['tab'] ?? ''}>
            {tab.label}
            {tab.count > 0 && <span className={css['count']}>{tab.count}</span>}
          </Link>
        ))}
    </nav>
  );
};
