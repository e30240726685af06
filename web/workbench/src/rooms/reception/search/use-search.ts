import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { api } from '@/shared/api/client';
import { useMay, useShop } from '@/shared/session';
import type { NotesAnswer, SearchAnswer, SearchChoices } from './wire';

export const filterNames = ['sender', 'agent', 'channel', 'tag', 'from', 'to'] as const;

export type Asked = Record<'q' | 'sort' | 'kind' | (typeof filterNames)[number], string>;

/** The address says what is searched for, so that it can be kept, shared and gone back to. */
export const useAsked = () => {
  const [search, setSearch] = useSearchParams();
  const asked = Object.fromEntries(
    ['q', 'sort', 'kind', ...filterNames].map((name) => [name, search.get(name) ?? '']),
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
  // Inner notes are messages of a kind of their own.
  const { kind, ...words } = asked;
  const query = kind === 'notes' ? { ...words, sender: 'note' } : words;
  return useInfiniteQuery({
    queryKey: ['reception', 'search', shop.id, query],
    queryFn: ({ pageParam, signal }) =>
      api.get<SearchAnswer>('/api/reception/search', {
        query: { shop: shop.id, ...query, after: pageParam, limit: 30 },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    enabled: shop.id !== '' && asked.q.trim() !== '' && kind !== 'buyers',
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

/** Notes on buyers or on orders. */
export const useNotes = (of: 'buyer' | 'order', q: string) => {
  const shop = useShop();
  return useInfiniteQuery({
    queryKey: ['reception', 'search', 'notes', of, shop.id, q],
    queryFn: ({ pageParam, signal }) =>
      api.get<NotesAnswer>('/api/reception/search/notes', {
        query: { shop: shop.id, of, q, after: pageParam, limit: 20 },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    enabled: shop.id !== '' && q.trim() !== '',
    staleTime: 0,
  });
};

type BuyerLine = Customer & { tel: string | null; note: string | null; lastSeenAt: string };

/** Buyers by name, telephone number or customer number, latest visit first. */
export const useBuyers = (q: string) => {
  const shop = useShop();
  return useInfiniteQuery({
    queryKey: ['customers', 'searched', shop.id, q],
    queryFn: ({ pageParam, signal }) =>
      api.get<{ buyers: BuyerLine[]; next: string | null }>('/api/shop/buyers', {
        query: { shop: shop.id, q, before: pageParam, limit: 30 },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    enabled: shop.id !== '' && q.trim() !== '',
    staleTime: 0,
  });
};
