import type { RouteObject } from 'react-router';
import { page } from '@/shared/room';

const overview = page(() => import('./overview/overview-page').then((m) => m.OverviewPage));

export const routes: RouteObject[] = [
  { path: 'guard', lazy: overview },
  { path: 'guard/:tab', lazy: overview },
];
