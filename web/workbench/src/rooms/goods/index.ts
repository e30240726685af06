import { ShopOutlined } from '@ant-design/icons';
import { late } from '@/shared/late';
import { defineRoom, page } from '@/shared/room';

export const room = defineRoom({
  id: 'goods',
  messages: {
    zh: { nav: '商品', find: '找商品：{q}', delivery: '快递范围' },
    en: { nav: 'Products', find: 'Find product: {q}', delivery: 'Delivery' },
  },
  nav: { label: 'nav', icon: ShopOutlined, to: '/goods', order: 25, permission: 'shop.product.read' },
  find: { label: 'find', permission: 'shop.product.read', to: (q) => `/goods?q=${encodeURIComponent(q)}` },
  commands: [
    { id: 'delivery', label: 'delivery', permission: 'shop.product.read', run: (go) => go('/goods/delivery') },
  ],
  routes: [
    { path: 'goods', lazy: page(() => import('./goods-page').then((m) => m.GoodsPage)) },
    { path: 'goods/delivery', lazy: page(() => import('./delivery-page').then((m) => m.DeliveryPage)) },
    { path: 'goods/categories', lazy: page(() => import('./categories-page').then((m) => m.CategoriesPage)) },
    { path: 'goods/forecast', lazy: page(() => import('./forecast-page').then((m) => m.ForecastPage)) },
    { path: 'goods/item/:item', lazy: page(() => import('./product-page').then((m) => m.ProductPage)) },
  ],
});

/** For the desk: the product of a conversation with what may be said of it, and the way to the buyer's region. */
export const ProductBlock = late(() => import('./product-block').then((m) => m.ProductBlock));
