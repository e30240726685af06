import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { api } from '@/shared/api/client';
import { useMay, useSession, useShop } from '@/shared/session';
import { dayKey } from '@/shared/time/format';
import { useNow } from '@/shared/time/now';
import type { SalesDifferences, SalesSheet } from './wire';

export type Wish = { month: string; person: string; kind: string; view: 'sheet' | 'differences' };

/** The page's address says whose sales of which month are looked at; leaders see the shop first, everybody else themselves. */
export const useWish = (): [Wish, (change: Partial<Wish>) => void] => {
  const { zone } = useShop();
  const { person } = useSession();
  const today = dayKey(useNow(), zone);
  const mayAll = useMay('orders.order.read-all');
  const [search, setSearch] = useSearchParams();
  const wish: Wish = {
    month: search.get('month') ?? today.slice(0, 7),
    person: mayAll ? (search.get('person') ?? '') : person.id,
    kind: search.get('kind') ?? '',
    view: search.get('view') === 'differences' ? 'differences' : 'sheet',
  };
  return [
    wish,
    (change) => {
      const next = new URLSearchParams(search);
      for (const [name, value] of Object.entries(change)) {
        if (value === '') next.delete(name);
        else next.set(name, value);
      }
      setSearch(next, { replace: true });
    },
  ];
};

const query = (shop: string, wish: Wish) => ({ shop, month: wish.month, person: wish.person });

export const useSheet = (wish: Wish) => {
  const shop = useShop();
  return useInfiniteQuery({
    queryKey: ['orders', 'sales', query(shop.id, wish)],
    queryFn: ({ pageParam, signal }) =>
      api.get<SalesSheet>('/api/orders/sales', { query: { ...query(shop.id, wish), after: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    enabled: shop.id !== '' && wish.view === 'sheet',
  });
};

export const useDifferences = (wish: Wish) => {
  const shop = useShop();
  return useQuery({
    queryKey: ['orders', 'sales', 'differences', query(shop.id, wish), wish.kind],
    queryFn: ({ signal }) =>
      api.get<SalesDifferences>('/api/orders/sales/differences', {
        query: { ...query(shop.id, wish), kind: wish.kind },
        signal,
        timeoutMs: 60_000,
      }),
    placeholderData: (before) => before,
    enabled: shop.id !== '' && wish.view === 'differences',
  });
};
