import { BarChartOutlined } from '@ant-design/icons';
import { late } from '@/shared/late';
import { defineRoom } from '@/shared/room';
import { routes } from './routes';

export const room = defineRoom({
  id: 'reports',
  messages: { zh: { nav: '报表', daily: '打开日报' }, en: { nav: 'Reports', daily: 'Open the daily report' } },
  nav: { label: 'nav', icon: BarChartOutlined, to: '/reports', order: 70, permission: 'metrics.figure.read' },
  commands: [
    {
      id: 'daily-report',
      label: 'daily',
      permission: 'metrics.figure.read',
      run: (go) => go('/reports/print?kind=day'),
    },
  ],
  routes,
});

/** For the floor and for an agent's own day; loaded when it is shown. */
export const TodayFigures = late(() => import('./today-figures').then((m) => m.TodayFigures));

/** Targets of the day with how far each is. */
export const TodayTargets = late(() => import('./today-targets').then((m) => m.TodayTargets));
