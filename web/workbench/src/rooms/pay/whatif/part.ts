import { page } from '@/shared/room';
import type { PayPart } from '../parts';

export const part: PayPart = {
  order: 70,
  to: '/pay/whatif',
  label: { zh: '试算', en: 'What if' },
  permission: 'pay.slip.read-all',
  routes: [
    { path: 'pay/whatif', lazy: page(() => import('./whatif-page').then((m) => m.WhatIfPage)) },
    { path: 'pay/whatif/:id', lazy: page(() => import('./one-page').then((m) => m.OnePage)) },
  ],
};
