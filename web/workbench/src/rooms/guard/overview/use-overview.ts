import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { api } from '@/shared/api/client';
import { useShop } from '@/shared/session';
import { useNow } from '@/shared/time/now';
import { dayKey } from '@/shared/time/format';
import type { Annoying, Hits, Hours, Nearby, OneProposal, Proposals, Rings } from './wire';

export type By = 'rule' | 'person' | 'team' | 'channel';
export type Filter = Partial<
  Record<'rule' | 'person' | 'team' | 'channel' | 'effect' | 'level' | 'conversation', string>
> & {
  mine?: boolean;
};
export type Span = { from: string; to: string };

const dayMs = 86_400_000;
const usualDays = 7;

/** The days that are looked at, in the address; the last seven otherwise. */
export const useSpan = (): [Span, (span: Span) => void] => {
  const [search, setSearch] = useSearchParams();
  const { zone } = useShop();
  const now = useNow();
  const span = {
    from: search.get('from') ?? dayKey(now - (usualDays - 1) * dayMs, zone),
    to: search.get('to') ?? dayKey(now, zone),
  };
  return [
    span,
    (next) => {
      const changed = new URLSearchParams(search);
      changed.set('from', next.from);
      changed.set('to', next.to);
      setSearch(changed, { replace: true });
    },
  ];
};

export const spanOfDays = (days: number, now: number, zone: string): Span => ({
  from: dayKey(now - (days - 1) * dayMs, zone),
  to: dayKey(now, zone),
});

export const useRings = (span: Span, by: By, isMine = false) => {
  const shop = useShop();
  return useQuery({
    queryKey: ['guard', shop.id, 'rings', span, by, isMine],
    queryFn: ({ signal }) =>
      api.get<Rings>('/api/guard/rings', {
        query: { shop: shop.id, ...span, by, mine: isMine ? 'true' : null },
        signal,
      }),
    placeholderData: (before) => before,
    enabled: shop.id !== '',
  });
};

export const useHours = (span: Span) => {
  const shop = useShop();
  return useQuery({
    queryKey: ['guard', shop.id, 'hours', span],
    queryFn: ({ signal }) => api.get<Hours>('/api/guard/hours', { query: { shop: shop.id, ...span }, signal }),
    placeholderData: (before) => before,
    enabled: shop.id !== '',
  });
};

const queryOf = (shop: string, span: Span, { mine, ...filter }: Filter) => ({
  shop,
  ...span,
  ...filter,
  mine: mine === true ? 'true' : null,
});

export const useHits = (span: Span, filter: Filter) => {
  const shop = useShop();
  return useInfiniteQuery({
    queryKey: ['guard', shop.id, 'hits', span, filter],
    queryFn: ({ pageParam, signal }) =>
      api.get<Hits>('/api/guard/hits', { query: { ...queryOf(shop.id, span, filter), before: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    enabled: shop.id !== '',
  });
};

export const exportAddress = (shop: string, span: Span, filter: Filter): string => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(queryOf(shop, span, filter)))
    if (typeof value === 'string' && value !== '') search.set(name, value);
  return `/api/guard/hits/export?${search.toString()}`;
};

export const useAnnoying = (span: Span) => {
  const shop = useShop();
  return useQuery({
    queryKey: ['guard', shop.id, 'annoying', span],
    queryFn: ({ signal }) => api.get<Annoying>('/api/guard/annoying', { query: { shop: shop.id, ...span }, signal }),
    placeholderData: (before) => before,
    enabled: shop.id !== '',
  });
};

export const useProposals = (state: string, isMine: boolean) => {
  const shop = useShop();
  return useInfiniteQuery({
    queryKey: ['guard', shop.id, 'disputes', state, isMine],
    queryFn: ({ pageParam, signal }) =>
      api.get<Proposals>('/api/guard/disputes', {
        query: { shop: shop.id, state: state === '' ? null : state, mine: isMine ? 'true' : null, before: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    enabled: shop.id !== '',
  });
};

export const useProposal = (id: string) => {
  const shop = useShop();
  return useQuery({
    queryKey: ['guard', shop.id, 'dispute', id],
    queryFn: ({ signal }) => api.get<OneProposal>(`/api/guard/disputes/${id}`, { signal }),
  });
};

export const useNearby = () => {
  const shop = useShop();
  return useQuery({
    queryKey: ['guard', shop.id, 'near'],
    queryFn: ({ signal }) => api.get<Nearby>('/api/guard/near', { query: { shop: shop.id }, signal }),
    enabled: shop.id !== '',
  });
};

/** Any act on the guard's page; everything shown of it is read anew. */
export const useAct = <Answer, Body extends object = object>(path: string, onDone?: (answer: Answer) => void) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Body) => api.post<Answer>(`/api/guard${path}`, body),
    onSuccess: async (answer) => {
      await Promise.all([
        client.invalidateQueries({ queryKey: ['guard'] }),
        client.invalidateQueries({ queryKey: ['rules'] }),
      ]);
      onDone?.(answer);
    },
  });
};

export type BookLine = { id: string; state: string; version: number; title: { zh: string; en: string } };

/** The drafts that may take a change, and the book in force. */
export const useBooks = () =>
  useQuery({
    queryKey: ['rules', 'for-guard'],
    queryFn: async ({ signal }) =>
      (await api.get<{ books: BookLine[] }>('/api/rules/books', { query: { limit: 50 }, signal })).books,
  });
