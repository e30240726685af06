import { DashboardOutlined, MessageOutlined, SunOutlined } from '@ant-design/icons';
import { late } from '@/shared/late';
import { defineRoom } from '@/shared/room';
import { openCompanion } from './companion/open-companion';
import { routes, windowRoutes } from './routes';

export const room = defineRoom({
  id: 'reception',
  messages: {
    zh: {
      nav: '接待',
      floor: '现场',
      mine: '我的今天',
      search: '聊天搜索',
      searchFor: '搜索聊天：{q}',
      companion: '打开伴侣窗',
    },
    en: {
      nav: 'Reception',
      floor: 'Floor',
      mine: 'My day',
      search: 'Search chats',
      searchFor: 'Search chats: {q}',
      companion: 'Open the companion window',
    },
  },
  nav: [
    { label: 'nav', icon: MessageOutlined, to: '/reception', order: 10, permission: 'reception.conversation.read' },
    { label: 'floor', icon: DashboardOutlined, to: '/floor', order: 12, permission: 'reception.conversation.read-all' },
    { label: 'mine', icon: SunOutlined, to: '/floor/mine', order: 13, permission: 'reception.message.send' },
  ],
  topLine: { order: 15, load: () => import('./top-line').then((m) => m.TopLine) },
  commands: [
    { id: 'search-chats', label: 'search', permission: 'reception.conversation.read', run: (go) => go('/search') },
    { id: 'companion', label: 'companion', permission: 'reception.message.send', run: openCompanion },
  ],
  find: {
    label: 'searchFor',
    permission: 'reception.conversation.read',
    to: (q) => `/search?q=${encodeURIComponent(q)}`,
  },
  routes,
  windowRoutes,
});

/** For the buyer's page of the customers' room; loaded when it is shown. */
export const BuyerConversations = late(() => import('./buyer-conversations').then((m) => m.BuyerConversations));

/** For pages that keep words which buyers will read. */
export const KeptWords = late(() => import('./floor/texts/kept-words').then((m) => m.KeptWords));
