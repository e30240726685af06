import { page } from '@/shared/room';
import type { PayPart } from '../parts';

export const part: PayPart = {
  order: 80,
  to: '/pay/owner',
  label: { zh: '掌柜账', en: 'Owner' },
  permission: 'pay.slip.read-all',
  routes: [{ path: 'pay/owner', lazy: page(() => import('./owner-page').then((m) => m.OwnerPage)) }],
};
