import { ScheduleOutlined } from '@ant-design/icons';
import { defineRoom } from '@/shared/room';
import { routes } from './routes';

export const room = defineRoom({
  id: 'shifts',
  messages: { zh: { nav: '班务' }, en: { nav: 'Shifts' } },
  nav: { label: 'nav', icon: ScheduleOutlined, to: '/shifts', order: 40, permission: 'shifts.duty.read' },
  topLine: { order: 10, load: () => import('./my-duty').then((m) => m.MyDuty) },
  routes,
});
