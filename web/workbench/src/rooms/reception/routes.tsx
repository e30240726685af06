import type { RouteObject } from 'react-router';
import { page } from '@/shared/room';
import { routes as floorRoutes } from './floor/routes';

/** The companion stands beside a platform's chat, so it is small and by itself. */
export const windowRoutes: RouteObject[] = [
  { path: 'companion', lazy: page(() => import('./companion/companion-page').then((m) => m.CompanionPage)) },
];

export const routes: RouteObject[] = [
  ...floorRoutes,
  { path: 'reception/:conversation?', lazy: page(() => import('./reception-page').then((m) => m.ReceptionPage)) },
  { path: 'search', lazy: page(() => import('./search/search-page').then((m) => m.SearchPage)) },
];
