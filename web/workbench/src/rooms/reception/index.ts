import { lazy } from 'react';
import { MessageOutlined } from '@ant-design/icons';
import { defineRoom } from '@/shared/room';
import { routes } from './routes';

export const room = defineRoom({
  id: 'reception',
  messages: { zh: { nav: '接待' }, en: { nav: 'Reception' } },
  nav: { label: 'nav', icon: MessageOutlined, to: '/reception', order: 10, permission: 'reception.conversation.read' },
  routes,
});

/** For the buyer's page of the customers' room; loaded when it is shown. */
export const BuyerConversations = lazy(() =>
  import('./buyer-conversations').then((m) => ({ default: m.BuyerConversations })),
);
