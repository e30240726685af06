import { NavLink } from 'react-router';
import { may, useSession, useShop } from '@/shared/session';
import css from '../orders.module.css';
import { useCreditText } from './text';

const tabs = [
  { to: '/orders', label: 'tabOrders', right: 'orders.order.read' },
  { to: '/orders/earners', label: 'tabEarners', right: 'orders.order.read-all' },
  { to: '/orders/sales', label: 'tabSales', right: 'orders.order.read' },
  { to: '/orders/undecided', label: 'tabUndecided', right: 'orders.order.read-all' },
  { to: '/orders/claims', label: 'tabClaims', right: 'orders.order.read' },
  { to: '/orders/months', label: 'tabMonths', right: 'orders.order.read-all' },
  { to: '/orders/elsewhere', label: 'tabElsewhere', right: 'orders.order.read-all' },
  { to: '/orders/what-if', label: 'tabWhatIf', right: 'orders.order.read-all' },
] as const;

/** The pages of the room. */
export const RoomTabs = () => {
  const t = useCreditText();
  const session = useSession();
  const shop = useShop();
  return (
    <nav className={css['roomTabs']}>
      {tabs
        .filter((tab) => may(session, shop, tab.right))
        .map((tab) => (
          <NavLink key={tab.to} to={tab.to} end className={css['roomTab'] ?? ''}>
            {t(tab.label)}
          </NavLink>
        ))}
    </nav>
  );
};
