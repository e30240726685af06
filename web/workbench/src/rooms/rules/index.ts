import { BookOutlined } from '@ant-design/icons';
import { late } from '@/shared/late';
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
export const ToRead = late(() => import('./to-read').then((m) => m.ToRead));

/** For the pay room's what-if: a draft with one clause changed; loaded when it is shown. */
export const ChangeOne = late(() => import('./change-one').then((m) => m.ChangeOne));

/** For rooms whose own screens write a part of the book; loaded when it is used. */
export const proposing = () => import('./propose');
