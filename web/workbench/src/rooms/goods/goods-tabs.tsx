import { PageTabs } from '@/shared/ui/page-tabs';
import { useMay } from '@/shared/session';
import css from './goods.module.css';
import { useText } from './text';

export const GoodsTabs = () => {
  const t = useText();
  const maySales = useMay('orders.order.read-all');
  return (
    <PageTabs
      className={css['tabs']}
      pages={[
        { key: '/goods', label: t('tabProducts') },
        { key: '/goods/delivery', label: t('tabDelivery') },
        { key: '/goods/categories', label: t('tabCategories') },
        ...(maySales ? [{ key: '/goods/forecast', label: t('tabForecast') }] : []),
      ]}
    />
  );
};
