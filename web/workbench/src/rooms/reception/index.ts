import { lazy } from 'react';
import { DashboardOutlined, MessageOutlined, SunOutlined } from '@ant-design/icons';
import { defineRoom } from '@/shared/room';
import { routes } from './routes';

export const room = defineRoom({
  id: 'reception',
  messages: {
    zh: { nav: '接待', floor: '现场', mine: '我的今天', search: '聊天搜索', searchFor: '搜索聊天：{q}' },
    en: { nav: 'Reception', floor: 'Floor', mine: 'My day', search: 'Search chats', searchFor: 'Search chats: {q}' },
  },
  nav: [
    { label: 'nav', icon: MessageOutlined, to: '/reception', order: 10, permission: 'reception.conversation.read' },
    { label: 'floor', icon: DashboardOutlined, to: '/floor', order: 12, permission: 'reception.conversation.read-all' },
    { label: 'mine', icon: SunOutlined, to: '/floor/mine', order: 13, permission: 'reception.message.send' },
  ],
  topLine: { order: 15, load: () => import('./floor/top-pieces').then((m) => m.TopPieces) },
  commands: [
    { id: 'search-chats', label: 'search', permission: 'reception.conversation.read', run: (go) => go('/search') },
  ],
  find: {
    label: 'searchFor',
    permission: 'reception.conversation.read',
    to: (q) => `/search?q=${encodeURIComponent(q)}`,
  },
  routes,
});

/** For the buyer's page of the customers' room; loaded when it is shown. */
export const BuyerConversations = lazy(() =>
  import('./buyer-conversations').then((m) => ({ default: m.BuyerConversations })),
);
