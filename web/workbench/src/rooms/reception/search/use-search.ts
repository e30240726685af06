import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { api } from '@/shared/api/client';
import { useMay, useShop } from '@/shared/session';
import type { SearchAnswer, SearchChoices } from './wire';

export const filterNames = ['sender', 'agent', 'channel', 'tag', 'from', 'to'] as const;

export type Asked = Record<'q' | 'sort' | (typeof filterNames)[number], string>;

/** The address says what is searched for, so that it can be kept, shared and gone back to. */
export const useAsked = () => {
  const [search, setSearch] = useSearchParams();
  const asked = Object.fromEntries(
    ['q', 'sort', ...filterNames].map((name) => [name, search.get(name) ?? '']),
  ) as Asked;
  const change = (values: Partial<Asked>) => {
    const next = new URLSearchParams(search);
    next.delete('hit');
    for (const [name, value] of Object.entries(values)) {
      if (value === '') next.delete(name);
      else next.set(name, value);
    }
    setSearch(next, { replace: true });
  };
  const hit = search.get('hit');
  const choose = (key: string | null) => {
    const next = new URLSearchParams(search);
    if (key === null) next.delete('hit');
    else next.set('hit', key);
    setSearch(next, { replace: hit !== null && key !== null });
  };
  return { asked, change, hit, choose };
};

export const useHits = (asked: Asked) => {
  const shop = useShop();
  return useInfiniteQuery({
    queryKey: ['reception', 'search', shop.id, asked],
    queryFn: ({ pageParam, signal }) =>
      api.get<SearchAnswer>('/api/reception/search', {
        query: { shop: shop.id, ...asked, after: pageParam, limit: 30 },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    enabled: shop.id !== '' && asked.q.trim() !== '',
    staleTime: 0,
  });
};

export const useChoices = () => {
  const shop = useShop();
  return useQuery({
    queryKey: ['reception', 'search', 'choices', shop.id],
    queryFn: ({ signal }) =>
      api.get<SearchChoices>('/api/reception/search/choices', { query: { shop: shop.id }, signal }),
    enabled: shop.id !== '',
    staleTime: 300_000,
  });
};

type Customer = { id: string; number: number; name: string };

/** Customers by name, telephone number or customer number stand beside what was said. */
export const useCustomers = (q: string) => {
  const shop = useShop();
  const mayRead = useMay('shop.buyer.read');
  return useQuery({
    queryKey: ['customers', 'found', shop.id, q],
    queryFn: ({ signal }) =>
      api.get<{ buyers: Customer[] }>('/api/shop/buyers', { query: { shop: shop.id, q, limit: 5 }, signal }),
    enabled: mayRead && shop.id !== '' && q.trim() !== '',
    staleTime: 30_000,
  });
};
