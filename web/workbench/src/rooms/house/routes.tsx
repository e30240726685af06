import type { RouteObject } from 'react-router';
import { page } from '@/shared/room';

export const routes: RouteObject[] = [
  { path: 'settings/house', lazy: page(() => import('./house-page').then((m) => m.HousePage)) },
];
