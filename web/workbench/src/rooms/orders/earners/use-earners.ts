import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { useShop } from '@/shared/session';
import type { Earners } from './wire';

const lookAgainMs = 2000;

/** Who earned what in a month (empty = the latest); asked again while orders are being decided. */
export const useEarners = (month: string, enabled: boolean) => {
  const shop = useShop();
  return useQuery({
    queryKey: ['orders', 'earners', shop.id, month],
    queryFn: ({ signal }) =>
      api.get<Earners>('/api/orders/credits/earners', { query: { shop: shop.id, month: month || undefined }, signal }),
    refetchInterval: (query) => ((query.state.data?.waiting ?? 0) > 0 ? lookAgainMs : false),
    placeholderData: keepPreviousData,
    enabled: enabled && shop.id !== '',
  });
};
