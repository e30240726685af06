import type { RouteObject } from 'react-router';
import { page } from '@/shared/room';

export const routes: RouteObject[] = [
  { path: 'customers', lazy: page(() => import('./customers-page').then((m) => m.CustomersPage)) },
  {
    path: 'customers/callbacks',
    lazy: page(() => import('./dossier/callbacks-page').then((m) => m.CallbacksPage)),
  },
  {
    path: 'customers/suggestions',
    lazy: page(() => import('./dossier/suggestions-page').then((m) => m.SuggestionsPage)),
  },
  { path: 'customers/reviews', lazy: page(() => import('./dossier/reviews-page').then((m) => m.ReviewsPage)) },
  { path: 'customers/greetings', lazy: page(() => import('./lists/greetings-page').then((m) => m.GreetingsPage)) },
  { path: 'customers/loyal', lazy: page(() => import('./lists/loyal-page').then((m) => m.LoyalPage)) },
  { path: 'customers/referrals', lazy: page(() => import('./lists/referrals-page').then((m) => m.ReferralsPage)) },
  { path: 'customers/same', lazy: page(() => import('./lists/same-page').then((m) => m.SamePage)) },
  { path: 'customers/groups', lazy: page(() => import('./dossier/groups-page').then((m) => m.GroupsPage)) },
  { path: 'customers/settings', lazy: page(() => import('./dossier/settings-page').then((m) => m.SettingsPage)) },
  { path: 'customers/:id', lazy: page(() => import('./customer-page').then((m) => m.CustomerPage)) },
];
