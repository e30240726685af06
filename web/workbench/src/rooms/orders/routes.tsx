import type { RouteObject } from 'react-router';
import { page } from '@/shared/room';

export const routes: RouteObject[] = [
  { path: 'orders', lazy: page(() => import('./orders-page').then((m) => m.OrdersPage)) },
  { path: 'orders/import', lazy: page(() => import('./import-page').then((m) => m.ImportPage)) },
  { path: 'orders/import/:id', lazy: page(() => import('./import-page').then((m) => m.ImportPage)) },
  { path: 'orders/earners', lazy: page(() => import('./earners/earners-page').then((m) => m.EarnersPage)) },
  { path: 'orders/claims', lazy: page(() => import('./credit/claims-page').then((m) => m.ClaimsPage)) },
  { path: 'orders/undecided', lazy: page(() => import('./credit/undecided-page').then((m) => m.UndecidedPage)) },
  { path: 'orders/months', lazy: page(() => import('./credit/months-page').then((m) => m.MonthsPage)) },
  { path: 'orders/refunds', lazy: page(() => import('./credit/refunds-page').then((m) => m.RefundsPage)) },
  { path: 'orders/what-if', lazy: page(() => import('./credit/what-if-page').then((m) => m.WhatIfPage)) },
  { path: 'orders/elsewhere', lazy: page(() => import('./elsewhere/elsewhere-page').then((m) => m.ElsewherePage)) },
  { path: 'orders/sales', lazy: page(() => import('./sales/sales-page').then((m) => m.SalesPage)) },
  { path: 'orders/:id', lazy: page(() => import('./order-page').then((m) => m.OrderPage)) },
];
