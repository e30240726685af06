import { useQuery } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { useShop } from '@/shared/session';
import type { WeekAccount } from './wire';

/** What people wrote of the week that begins on this Monday. */
export const useWeekAccounts = (week: string) => {
  const shop = useShop();
  const query = { shop: shop.id, monday: week };
  return useQuery({
    queryKey: ['metrics', 'weeks', query],
    queryFn: ({ signal }) => api.get<WeekAccount[]>('/api/metrics/weeks', { query, signal }),
  });
};
