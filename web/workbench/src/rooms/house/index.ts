import { SafetyCertificateOutlined } from '@ant-design/icons';
import { defineRoom } from '@/shared/room';
import { routes } from './routes';

export const room = defineRoom({
  id: 'house',
  messages: { zh: { nav: '系统维护' }, en: { nav: 'Upkeep' } },
  nav: {
    label: 'nav',
    icon: SafetyCertificateOutlined,
    to: '/settings/house',
    order: 99,
    permission: ['house.doctor.run', 'house.backup.run'],
  },
  routes,
});
