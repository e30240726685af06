import { lazy } from 'react';
import { BookOutlined } from '@ant-design/icons';
import { defineRoom } from '@/shared/room';
import { routes } from './routes';

export { useBookTitle } from './book-titles';

export const room = defineRoom({
  id: 'rules',
  messages: { zh: { nav: '制度' }, en: { nav: 'Rules' } },
  nav: { label: 'nav', icon: BookOutlined, to: '/rules', order: 80, permission: 'rules.book.read' },
  routes,
});

/** For the pay room: books the person was not shown yet; loaded when it is shown. */
export const ToRead = lazy(() => import('./to-read').then((m) => ({ default: m.ToRead })));

/** For the pay room's what-if: a draft with one clause changed; loaded when it is shown. */
export const ChangeOne = lazy(() => import('./change-one').then((m) => ({ default: m.ChangeOne })));

/** For rooms whose own screens write a part of the book; loaded when it is used. */
export const proposing = () => import('./propose');
