import { ProfileOutlined } from '@ant-design/icons';
import { late } from '@/shared/late';
import { defineRoom } from '@/shared/room';
import { routes } from './routes';

export const room = defineRoom({
  id: 'orders',
  messages: { zh: { nav: '订单', importOrders: '导入订单' }, en: { nav: 'Orders', importOrders: 'Import orders' } },
  nav: { label: 'nav', icon: ProfileOutlined, to: '/orders', order: 20, permission: 'orders.order.read' },
  commands: [
    {
      id: 'import-orders',
      label: 'importOrders',
      permission: 'orders.import.run',
      run: (go) => go('/orders/import'),
    },
  ],
  topLine: { order: 20, load: () => import('./credit/claim-notice').then((m) => m.ClaimNotice) },
  routes,
});

/** Beside a conversation: the latest orders of its buyer; loaded when it is opened. */
export const TalkOrders = late(() => import('./talk-orders').then((m) => m.TalkOrders));

/** For the desk: the buyer's newest orders. */
export const LatestOrders = late(() => import('./latest-orders').then((m) => m.LatestOrders));
