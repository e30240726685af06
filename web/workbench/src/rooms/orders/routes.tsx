import type { RouteObject } from 'react-router';
import { page } from '@/shared/room';

export const routes: RouteObject[] = [
  { path: 'orders', lazy: page(() => import('./orders-page').then((m) => m.OrdersPage)) },
  { path: 'orders/import', lazy: page(() => import('./import-page').then((m) => m.ImportPage)) },
  { path: 'orders/import/:id', lazy: page(() => import('./import-page').then((m) => m.ImportPage)) },
  { path: 'orders/:id', lazy: page(() => import('./order-page').then((m) => m.OrderPage)) },
];
