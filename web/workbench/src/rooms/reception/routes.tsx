import type { RouteObject } from 'react-router';
import { page } from '@/shared/room';

export const routes: RouteObject[] = [
  { path: 'reception/:conversation?', lazy: page(() => import('./reception-page').then((m) => m.ReceptionPage)) },
];
