import { useEffect } from 'react';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { useShop } from '@/shared/session';
import { listenToShop } from '../duty-line';
import type { Handover, HandoverPage, HandoverWaiting, LogPage } from './wire';

/** What is open changes with conversations and promises too. */
const heard = ['handover', 'promise'];

/** Keeps everything of handovers fresh by the shop's feed while something of it is on the screen. */
export const useHandoverFeed = () => {
  const shop = useShop();
  const client = useQueryClient();
  useEffect(() => {
    if (shop.id === '') return;
    return listenToShop(shop.id, (kinds) => {
      if (kinds === null || kinds.some((kind) => heard.includes(kind))) {
        void client.invalidateQueries({ queryKey: ['handover', shop.id] });
      }
    });
  }, [shop.id, client]);
};

export const useMyHandover = () => {
  const shop = useShop();
  return useQuery({
    queryKey: ['handover', shop.id, 'mine'],
    queryFn: ({ signal }) => api.get<Handover>('/api/shifts/handovers/mine', { query: { shop: shop.id }, signal }),
    enabled: shop.id !== '',
  });
};

export const useHandover = (id: string) => {
  const shop = useShop();
  return useQuery({
    queryKey: ['handover', shop.id, 'one', id],
    queryFn: ({ signal }) => api.get<Handover>(`/api/shifts/handovers/${id}`, { signal }),
  });
};

export const useWaiting = () => {
  const shop = useShop();
  return useQuery({
    queryKey: ['handover', shop.id, 'waiting'],
    queryFn: ({ signal }) =>
      api.get<HandoverWaiting>('/api/shifts/handovers/waiting', { query: { shop: shop.id }, signal }),
    enabled: shop.id !== '',
  });
};

export const usePastHandovers = (whose: 'mine' | 'all') => {
  const shop = useShop();
  return useInfiniteQuery({
    queryKey: ['handover', shop.id, 'past', whose],
    queryFn: ({ pageParam, signal }) =>
      api.get<HandoverPage>('/api/shifts/handovers', { query: { shop: shop.id, whose, after: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    enabled: shop.id !== '',
  });
};

export type LogWanted = { state: 'open' | 'closed'; whose: 'mine' | 'all'; level: 'all' | 'major' | 'urgent' };

export const useLog = (wanted: LogWanted) => {
  const shop = useShop();
  return useInfiniteQuery({
    queryKey: ['handover', shop.id, 'log', wanted],
    queryFn: ({ pageParam, signal }) =>
      api.get<LogPage>('/api/shifts/log', {
        query: {
          shop: shop.id,
          state: wanted.state,
          whose: wanted.whose,
          level: wanted.level === 'all' ? undefined : wanted.level,
          after: pageParam,
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    enabled: shop.id !== '',
  });
};

/** Any act on the log, equipment or handovers; all that is shown of them is read again after it. */
export const useHandoverAct = (onDone?: () => void) => {
  const shop = useShop();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body, isPut = false }: { path: string; body: object; isPut?: boolean }) =>
      isPut ? api.put(`/api/shifts${path}`, body) : api.post(`/api/shifts${path}`, body),
    onSuccess: async () => {
      // A first reading that is still on its way would count as the newest: it is begun again.
      await client.cancelQueries({ queryKey: ['handover', shop.id] });
      await client.invalidateQueries({ queryKey: ['handover', shop.id] });
      onDone?.();
    },
  });
};
