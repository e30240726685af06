import { ScheduleOutlined } from '@ant-design/icons';
import { late } from '@/shared/late';
import { defineRoom } from '@/shared/room';
import { routes } from './routes';

export const room = defineRoom({
  id: 'shifts',
  messages: { zh: { nav: '班务' }, en: { nav: 'Shifts' } },
  nav: { label: 'nav', icon: ScheduleOutlined, to: '/shifts', order: 40, permission: 'shifts.duty.read' },
  topLine: { order: 10, load: () => import('./top-line').then((m) => m.TopLine) },
  routes,
});

/** For the floor, where a supervisor calls somebody in; loaded when it is opened. */
export const SetDutyDialog = late(() => import('./set-duty-dialog').then((m) => m.SetDutyDialog));

export { dutyQuery } from './duty-query';

/** Hears that something of a kind happened in the shop; loaded with the first who listens. Returns how to stop. */
export const hearShop = (shop: string, tell: (kinds: string[] | null) => void): (() => void) => {
  let stop: (() => void) | null = null;
  let isOver = false;
  void import('./duty-line').then((line) => {
    if (!isOver) stop = line.listenToShop(shop, tell);
  });
  return () => {
    isOver = true;
    stop?.();
  };
};
