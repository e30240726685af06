import { GlobalOutlined } from '@ant-design/icons';
import { defineRoom } from '@/shared/room';
import { routes } from './routes';

export const room = defineRoom({
  id: 'channels',
  messages: { zh: { nav: '渠道' }, en: { nav: 'Channels' } },
  nav: { label: 'nav', icon: GlobalOutlined, to: '/channels', order: 95, permission: 'reception.channel.read' },
  routes,
});

/** For screens that show what a buyer sees in the shop's colour. */
export { inkOn, standardColour } from './colour';
