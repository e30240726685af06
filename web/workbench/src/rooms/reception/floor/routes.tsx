import type { RouteObject } from 'react-router';
import { page } from '@/shared/room';

export const routes: RouteObject[] = [
  { path: 'floor', lazy: page(() => import('./board/board-page').then((m) => m.BoardPage)) },
  { path: 'floor/mine', lazy: page(() => import('./mine/mine-page').then((m) => m.MinePage)) },
  { path: 'floor/phrases', lazy: page(() => import('./phrases/phrases-page').then((m) => m.PhrasesPage)) },
  { path: 'floor/replies', lazy: page(() => import('./replies/replies-page').then((m) => m.RepliesPage)) },
  { path: 'floor/accounts', lazy: page(() => import('./accounts/accounts-page').then((m) => m.AccountsPage)) },
  { path: 'floor/ratings', lazy: page(() => import('./ratings/ratings-page').then((m) => m.RatingsPage)) },
  { path: 'floor/records', lazy: page(() => import('./records/records-page').then((m) => m.RecordsPage)) },
  { path: 'floor/lists', lazy: page(() => import('./lists/lists-page').then((m) => m.ListsPage)) },
  { path: 'floor/help', lazy: page(() => import('./help/help-page').then((m) => m.HelpPage)) },
  { path: 'floor/procedures', lazy: page(() => import('./procedures/procedures-page').then((m) => m.ProceduresPage)) },
  { path: 'floor/typing', lazy: page(() => import('./typing/typing-page').then((m) => m.TypingPage)) },
  { path: 'floor/checks', lazy: page(() => import('./checks/checks-page').then((m) => m.ChecksPage)) },
  { path: 'floor/contacts', lazy: page(() => import('./contacts/contacts-page').then((m) => m.ContactsPage)) },
];
