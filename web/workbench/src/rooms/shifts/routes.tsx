import type { RouteObject } from 'react-router';
import { page } from '@/shared/room';

export const routes: RouteObject[] = [
  { path: 'shifts', lazy: page(() => import('./duty-page').then((m) => m.DutyPage)) },
];
