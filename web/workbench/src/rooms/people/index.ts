import { AuditOutlined, TeamOutlined } from '@ant-design/icons';
import { late } from '@/shared/late';
import { defineRoom } from '@/shared/room';
import { bareRoutes, routes } from './routes';

export const room = defineRoom({
  id: 'people',
  messages: { zh: { people: '人员', audit: '操作记录' }, en: { people: 'People', audit: 'Audit' } },
  nav: [
    { label: 'people', icon: TeamOutlined, to: '/people', order: 90, permission: 'people.person.read' },
    { label: 'audit', icon: AuditOutlined, to: '/audit', order: 98, permission: 'people.audit.read' },
  ],
  routes,
  bareRoutes,
});

/** For the state in the top line, where a fault is reported from; loaded when it is opened. */
export const FaultDialog = late(() => import('./fault-dialog').then((m) => m.FaultDialog));
