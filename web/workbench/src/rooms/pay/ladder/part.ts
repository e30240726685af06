import { page } from '@/shared/room';
import type { PayPart } from '../parts';

export const part: PayPart = {
  order: 60,
  to: '/pay/ladder',
  label: { zh: '晋升', en: 'Ladder' },
  permission: 'pay.slip.read-all',
  routes: [{ path: 'pay/ladder', lazy: page(() => import('./ladder-page').then((m) => m.LadderPage)) }],
};
