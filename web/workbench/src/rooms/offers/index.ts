import { GiftOutlined } from '@ant-design/icons';
import { late } from '@/shared/late';
import { defineRoom, page } from '@/shared/room';

export const room = defineRoom({
  id: 'offers',
  messages: { zh: { nav: '活动口径' }, en: { nav: 'Offers' } },
  nav: {
    label: 'nav',
    icon: GiftOutlined,
    to: '/promotions',
    order: 32,
    permission: ['shop.promotion.read', 'shop.policy.read'],
  },
  topLine: { order: 15, load: () => import('./today-notice').then((m) => m.TodayNotice) },
  routes: [
    { path: 'promotions', lazy: page(() => import('./promotions-page').then((m) => m.PromotionsPage)) },
    { path: 'promotions/briefings', lazy: page(() => import('./briefings-page').then((m) => m.BriefingsPage)) },
    { path: 'promotions/rule-changes', lazy: page(() => import('./rule-changes-page').then((m) => m.RuleChangesPage)) },
    { path: 'policies', lazy: page(() => import('./policies-page').then((m) => m.PoliciesPage)) },
  ],
});

/** For the desk: what runs and what the shop holds to, for the product of the conversation; loaded when they are opened. */
export const ItemPromotions = late(() => import('./item-promotions').then((m) => m.ItemPromotions));
export const ItemPolicies = late(() => import('./item-policies').then((m) => m.ItemPolicies));
