import { DashboardOutlined } from '@ant-design/icons';
import { defineRoom } from '@/shared/room';
import { routes } from './routes';

export const room = defineRoom({
  id: 'floor',
  messages: { zh: { nav: '现场' }, en: { nav: 'Floor' } },
  nav: {
    label: 'nav',
    icon: DashboardOutlined,
    to: '/floor/phrases',
    order: 12,
    permission: 'reception.conversation.read',
  },
  routes,
});
