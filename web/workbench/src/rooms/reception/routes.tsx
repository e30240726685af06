import type { RouteObject } from 'react-router';
import { page } from '@/shared/room';
import { routes as floorRoutes } from './floor/routes';

export const routes: RouteObject[] = [
  ...floorRoutes,
  { path: 'reception/:conversation?', lazy: page(() => import('./reception-page').then((m) => m.ReceptionPage)) },
  { path: 'search', lazy: page(() => import('./search/search-page').then((m) => m.SearchPage)) },
];
