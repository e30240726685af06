import { BookOutlined } from '@ant-design/icons';
import { defineRoom } from '@/shared/room';
import { routes } from './routes';

export const room = defineRoom({
  id: 'rules',
  messages: { zh: { nav: '制度' }, en: { nav: 'Rules' } },
  nav: { label: 'nav', icon: BookOutlined, to: '/rules', order: 80, permission: 'rules.book.read' },
  routes,
});
