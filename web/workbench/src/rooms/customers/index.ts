import { ContactsOutlined } from '@ant-design/icons';
import { late } from '@/shared/late';
import { defineRoom } from '@/shared/room';
import { routes } from './routes';

export const room = defineRoom({
  id: 'customers',
  messages: { zh: { nav: '客户' }, en: { nav: 'Customers' } },
  nav: { label: 'nav', icon: ContactsOutlined, to: '/customers', order: 30, permission: 'shop.buyer.read' },
  topLine: { order: 35, load: () => import('./lists/badge').then((m) => m.BuyerBadge) },
  routes,
});

/** For the desk: what is known of the buyer, and a fact or suggestion from a message; loaded when they are opened. */
export const BuyerDossier = late(() => import('./dossier/desk').then((m) => m.DossierBlock));
export const NoteFact = late(() => import('./dossier/desk').then((m) => m.NoteFact));
