import type { RouteObject } from 'react-router';
import { page } from '@/shared/room';

export const routes: RouteObject[] = [
  { path: 'incidents', lazy: page(() => import('./incidents-page').then((m) => m.IncidentsPage)) },
];
