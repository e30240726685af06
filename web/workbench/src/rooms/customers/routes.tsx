import type { RouteObject } from 'react-router';
import { page } from '@/shared/room';

export const routes: RouteObject[] = [
  { path: 'customers', lazy: page(() => import('./customers-page').then((m) => m.CustomersPage)) },
  { path: 'customers/:id', lazy: page(() => import('./customer-page').then((m) => m.CustomerPage)) },
];
