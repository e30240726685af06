import type { RouteObject } from 'react-router';
import { page } from '@/shared/room';

export const routes: RouteObject[] = [
  { path: 'customers', lazy: page(() => import('./pages').then((m) => m.CustomersPage)) },
  {
    path: 'customers/callbacks',
    lazy: page(() => import('./pages').then((m) => m.DayPage)),
  },
  {
    path: 'customers/suggestions',
    lazy: page(() => import('./pages').then((m) => m.SuggestionsPage)),
  },
  { path: 'customers/reviews', lazy: page(() => import('./pages').then((m) => m.ReviewsPage)) },
  { path: 'customers/greetings', lazy: page(() => import('./pages').then((m) => m.GreetingsPage)) },
  { path: 'customers/loyal', lazy: page(() => import('./pages').then((m) => m.LoyalPage)) },
  { path: 'customers/referrals', lazy: page(() => import('./pages').then((m) => m.ReferralsPage)) },
  { path: 'customers/same', lazy: page(() => import('./pages').then((m) => m.SamePage)) },
  { path: 'customers/groups', lazy: page(() => import('./pages').then((m) => m.GroupsPage)) },
  { path: 'customers/settings', lazy: page(() => import('./pages').then((m) => m.SettingsPage)) },
  { path: 'customers/:id', lazy: page(() => import('./pages').then((m) => m.CustomerPage)) },
];
