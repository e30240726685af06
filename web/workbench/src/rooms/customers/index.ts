import { ContactsOutlined } from '@ant-design/icons';
import { defineRoom } from '@/shared/room';
import { routes } from './routes';

export const room = defineRoom({
  id: 'customers',
  messages: { zh: { nav: '客户' }, en: { nav: 'Customers' } },
  nav: { label: 'nav', icon: ContactsOutlined, to: '/customers', order: 30, permission: 'shop.buyer.read' },
  routes,
});
