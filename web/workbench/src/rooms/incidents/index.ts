import { AuditOutlined, ContainerOutlined } from '@ant-design/icons';
import { defineRoom } from '@/shared/room';
import { routes } from './routes';

export const room = defineRoom({
  id: 'incidents',
  messages: { zh: { nav: '差错', ledger: '台账' }, en: { nav: 'Incidents', ledger: 'Ledger' } },
  nav: [
    { label: 'nav', icon: AuditOutlined, to: '/incidents', order: 42, permission: 'pay.incident.read' },
    { label: 'ledger', icon: ContainerOutlined, to: '/ledger', order: 43, permission: 'records.entry.read' },
  ],
  topLine: { order: 20, load: () => import('./unseen').then((m) => m.Unseen) },
  routes,
});
