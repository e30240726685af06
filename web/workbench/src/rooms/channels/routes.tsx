import type { RouteObject } from 'react-router';
import { page } from '@/shared/room';

export const routes: RouteObject[] = [
  { path: 'channels', lazy: page(() => import('./channels-page').then((m) => m.ChannelsPage)) },
];
