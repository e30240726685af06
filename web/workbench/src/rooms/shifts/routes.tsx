import type { RouteObject } from 'react-router';
import { page } from '@/shared/room';

export const routes: RouteObject[] = [
  { path: 'shifts', lazy: page(() => import('./duty-page').then((m) => m.DutyPage)) },
  { path: 'shifts/day', lazy: page(() => import('./day-page').then((m) => m.DayPage)) },
  { path: 'shifts/roster', lazy: page(() => import('./roster/roster-page').then((m) => m.RosterPage)) },
  { path: 'shifts/leave', lazy: page(() => import('./leave/leave-page').then((m) => m.LeavePage)) },
  { path: 'shifts/handover', lazy: page(() => import('./handover/handover-page').then((m) => m.HandoverPage)) },
  { path: 'shifts/handover/:id', lazy: page(() => import('./handover/one-handover').then((m) => m.OneHandover)) },
  { path: 'shifts/traffic', lazy: page(() => import('./traffic/traffic-page').then((m) => m.TrafficPage)) },
  { path: 'shifts/plan', lazy: page(() => import('./plan/plan-page').then((m) => m.PlanPage)) },
  { path: 'shifts/trial', lazy: page(() => import('./trial/trial-page').then((m) => m.TrialPage)) },
];
