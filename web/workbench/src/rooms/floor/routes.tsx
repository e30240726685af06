import type { RouteObject } from 'react-router';
import { page } from '@/shared/room';

export const routes: RouteObject[] = [
  { path: 'floor/phrases', lazy: page(() => import('./phrases/phrases-page').then((m) => m.PhrasesPage)) },
];
