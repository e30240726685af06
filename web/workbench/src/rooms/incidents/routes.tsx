import type { RouteObject } from 'react-router';
import { page } from '@/shared/room';

export const routes: RouteObject[] = [
  { path: 'incidents', lazy: page(() => import('./incidents-page').then((m) => m.IncidentsPage)) },
  { path: 'ledger', lazy: page(() => import('./ledger/ledger-page').then((m) => m.LedgerPage)) },
];
