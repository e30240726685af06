import { useQuery } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { useShop } from '@/shared/session';
import type { Periods } from './wire';

/** Months of credit; the reasons are those of one month, or of all. Asked again while orders are being decided. */
export const usePeriods = (month: string | undefined, enabled: boolean) => {
  const shop = useShop();
  return useQuery({
    queryKey: ['orders', 'periods', shop.id, month],
    queryFn: ({ signal }) => api.get<Periods>('/api/orders/periods', { query: { shop: shop.id, month }, signal }),
    refetchInterval: (query) => ((query.state.data?.waiting ?? 0) > 0 ? 3000 : false),
    enabled: enabled && shop.id !== '',
  });
};
