import type { RouteObject } from 'react-router';
import { page } from '@/shared/room';
import { parts } from './parts';

export const routes: RouteObject[] = [
  { path: 'pay', lazy: page(() => import('./start-page').then((m) => m.StartPage)) },
  { path: 'pay/mine', lazy: page(() => import('./my-slips-page').then((m) => m.MySlipsPage)) },
  { path: 'pay/objections', lazy: page(() => import('./objections-page').then((m) => m.ObjectionsPage)) },
  { path: 'pay/months/:month', lazy: page(() => import('./month-page').then((m) => m.MonthPage)) },
  { path: 'pay/months/:month/:person', lazy: page(() => import('./slip-page').then((m) => m.SlipPage)) },
  ...parts.flatMap((part) => part.routes),
];
