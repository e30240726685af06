import type { RouteObject } from 'react-router';
import { page } from '@/shared/room';

export const routes: RouteObject[] = [
  { path: 'rules', lazy: page(() => import('./books-page').then((m) => m.BooksPage)) },
  { path: 'rules/books/:id', lazy: page(() => import('./book-page').then((m) => m.BookPage)) },
  { path: 'rules/books/:id/edit', lazy: page(() => import('./editor-page').then((m) => m.EditorPage)) },
];
