import { WalletOutlined } from '@ant-design/icons';
import { defineRoom } from '@/shared/room';
import { routes } from './routes';

export const room = defineRoom({
  id: 'pay',
  messages: {
    zh: { nav: '薪资', mine: '打开我的薪资', objections: '打开薪资异议' },
    en: { nav: 'Pay', mine: 'Open my pay', objections: 'Open objections to pay' },
  },
  nav: { label: 'nav', icon: WalletOutlined, to: '/pay', order: 75, permission: 'pay.slip.read' },
  commands: [
    { id: 'my-pay', label: 'mine', permission: 'pay.slip.read', run: (go) => go('/pay/mine') },
    { id: 'pay-objections', label: 'objections', permission: 'pay.slip.read', run: (go) => go('/pay/objections') },
  ],
  topLine: { order: 90, load: () => import('./badge').then((m) => m.PayBadge) },
  routes,
});
