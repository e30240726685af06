import { HistoryOutlined } from '@ant-design/icons';
import { late } from '@/shared/late';
import { defineRoom, page } from '@/shared/room';

export const room = defineRoom({
  id: 'promises',
  messages: { zh: { nav: '承诺' }, en: { nav: 'Promises' } },
  nav: { label: 'nav', icon: HistoryOutlined, to: '/promises', order: 15, permission: 'promises.promise.read' },
  topLine: { order: 30, load: () => import('./badge').then((m) => m.PromiseBadge) },
  routes: [{ path: 'promises', lazy: page(() => import('./promises-page').then((m) => m.PromisesPage)) }],
});

/** For the desk: what was promised in a conversation, and a new one from a message; loaded when they are opened. */
export const ConversationPromises = late(() => import('./conversation-promises').then((m) => m.ConversationPromises));
export const OrderPromises = late(() => import('./order-promises').then((m) => m.OrderPromises));
export const OfferedPromise = late(() => import('./offered-promise').then((m) => m.OfferedPromise));
export type { Offer } from './offered';
export const MakePromise = late(() => import('./make-promise').then((m) => m.MakePromise));
