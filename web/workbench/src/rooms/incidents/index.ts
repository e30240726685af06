import { AuditOutlined } from '@ant-design/icons';
import { defineRoom } from '@/shared/room';
import { routes } from './routes';

export const room = defineRoom({
  id: 'incidents',
  messages: { zh: { nav: '差错' }, en: { nav: 'Incidents' } },
  nav: { label: 'nav', icon: AuditOutlined, to: '/incidents', order: 42, permission: 'pay.incident.read' },
  topLine: { order: 20, load: () => import('./unseen').then((m) => m.Unseen) },
  routes,
});
