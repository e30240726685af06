import type { RouteObject } from 'react-router';
import { page } from '@/shared/room';

export const routes: RouteObject[] = [
  { path: 'reports', lazy: page(() => import('./reports-page').then((m) => m.ReportsPage)) },
  { path: 'reports/print', lazy: page(() => import('./print-page').then((m) => m.PrintPage)) },
  { path: 'reports/:board', lazy: page(() => import('./reports-page').then((m) => m.ReportsPage)) },
];
