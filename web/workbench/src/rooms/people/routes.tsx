import type { RouteObject } from 'react-router';
import { page } from '@/shared/room';

export const routes: RouteObject[] = [
  { path: 'people', lazy: page(() => import('./pages').then((m) => m.PeoplePage)) },
  { path: 'people/roles', lazy: page(() => import('./pages').then((m) => m.RolesPage)) },
  { path: 'people/shops', lazy: page(() => import('./pages').then((m) => m.ShopsPage)) },
  { path: 'people/accounts', lazy: page(() => import('./pages').then((m) => m.AccountsPage)) },
  { path: 'people/faults', lazy: page(() => import('./pages').then((m) => m.FaultsPage)) },
  { path: 'people/:person', lazy: page(() => import('./pages').then((m) => m.PersonPage)) },
  { path: 'audit', lazy: page(() => import('./pages').then((m) => m.AuditPage)) },
  { path: 'account', lazy: page(() => import('./profile-page').then((m) => m.ProfilePage)) },
];

export const bareRoutes: RouteObject[] = [
  { path: '/sign-in', lazy: page(() => import('./sign-in-page').then((m) => m.SignInPage)) },
  { path: '/set-up', lazy: page(() => import('./set-up-page').then((m) => m.SetUpPage)) },
  { path: '/notice', lazy: page(() => import('./notice-page').then((m) => m.NoticePage)) },
  { path: '/invitation', lazy: page(() => import('./invitation-page').then((m) => m.InvitationPage)) },
];
