import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useLocation, useSearchParams } from 'react-router';
import { api } from '@/shared/api/client';
import { useShop } from '@/shared/session';
import { monthRange, paidStatuses } from './views';
import type { OrderList, Sums } from './wire';

type Query = Record<string, string | readonly string[]>;

const tabQueries: Record<string, Query> = {
  paid: { status: paidStatuses },
  unpaid: { status: ['unpaid'] },
  undecided: { basis: ['undecided'] },
  oversold: { oversold: 'yes' },
  silent: { basis: ['silent', 'silent-pool', 'silent-turns'] },
};

/** The page's address says what is looked at, so that it can be kept, shared and gone back to. */
export const useOrderQuery = (): Query => {
  const [search] = useSearchParams();
  // The page of undecided orders looks at nothing else.
  const isWork = useLocation().pathname === '/orders/undecided';
  const range = monthRange(search.get('month') ?? '');
  return {
    ...tabQueries[isWork ? 'undecided' : (search.get('tab') ?? 'all')],
    ...(range ?? {}),
    q: search.get('q') ?? '',
    sort: search.get('sort') ?? '',
    person: search.get('person') ?? '',
    doubt: search.get('doubt') ?? '',
    credited: search.get('credited') ?? '',
    ...(search.getAll('flag').length > 0 ? { flag: search.getAll('flag') } : {}),
  };
};

export const useOrders = () => {
  const shop = useShop();
  const query = useOrderQuery();
  return useInfiniteQuery({
    queryKey: ['orders', shop.id, query],
    queryFn: ({ pageParam, signal }) =>
      api.get<OrderList>('/api/orders/orders', { query: { shop: shop.id, ...query, after: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
    enabled: shop.id !== '',
  });
};

/** Of very many orders the server adds up only a part by itself; `all` asks for everything and takes its time. */
export const useSums = (all: boolean) => {
  const shop = useShop();
  const query = useOrderQuery();
  return useQuery({
    queryKey: ['orders', 'sum', shop.id, query, all],
    queryFn: ({ signal }) =>
      api.get<Sums>('/api/orders/orders/sum', {
        query: { shop: shop.id, ...query, ...(all ? { all: 'true' } : {}) },
        signal,
        timeoutMs: 60_000,
      }),
    placeholderData: (before) => before,
    enabled: shop.id !== '',
  });
};
