import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { useShop } from '@/shared/session';
import type { Campaign, Expected, Wave, WaveRows } from './wire';

const root = '/api/metrics/waves';
const timeoutMs = 60_000;
const whileCountingMs = 1500;

export type Span = { from: string; to: string; weeks: number; after: number };

export const useCampaigns = () => {
  const shop = useShop();
  return useQuery({
    queryKey: ['metrics', 'waves', 'campaigns', shop.id],
    queryFn: ({ signal }) => api.get<Campaign[]>(`${root}/campaigns`, { query: { shop: shop.id }, signal }),
  });
};

/** Asks again as long as days are still being counted. */
export const useWave = (span: Span) => {
  const shop = useShop();
  const query = { shop: shop.id, ...span };
  return useQuery({
    queryKey: ['metrics', 'waves', query],
    queryFn: ({ signal }) => api.get<Wave>(root, { query, signal, timeoutMs }),
    refetchInterval: (q) => ((q.state.data?.waiting ?? 0) > 0 ? whileCountingMs : false),
    placeholderData: (before) => before,
  });
};

export const useExpected = (span: Span, like: readonly string[] | null, each: number | null) => {
  const shop = useShop();
  const query = { shop: shop.id, ...span, like: like === null ? null : like.join(','), each };
  return useQuery({
    queryKey: ['metrics', 'waves', 'expected', query],
    queryFn: ({ signal }) => api.get<Expected>(`${root}/expected`, { query, signal, timeoutMs }),
    refetchInterval: (q) => ((q.state.data?.waiting ?? 0) > 0 ? whileCountingMs : false),
    placeholderData: (before) => before,
  });
};

export const useWaveRows = (topic: string, from: string, to: string) => {
  const shop = useShop();
  const query = { shop: shop.id, topic, from, to };
  return useInfiniteQuery({
    queryKey: ['metrics', 'waves', 'rows', query],
    queryFn: ({ pageParam, signal }) =>
      api.get<WaveRows>(`${root}/rows`, { query: { ...query, after: pageParam }, signal, timeoutMs }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });
};
