import { useEffect } from 'react';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { hearShop } from '@/rooms/shifts';
import { api } from '@/shared/api/client';
import { useShop } from '@/shared/session';
import type { Offer } from './offered';
import type {
  PromiseAnswer,
  PromiseCounts,
  PromiseList,
  PromiseNotices,
  PromisesOfMatter,
  PromiseStory,
  Times,
} from './wire';

/** The shop's feed tells of every change and of every stage of the clock; this is only for a line that is down. */
const everyMs = 300_000;

/** Keeps everything of promises fresh by the shop's feed. */
export const usePromiseFeed = () => {
  const shop = useShop();
  const client = useQueryClient();
  useEffect(() => {
    if (shop.id === '') return;
    return hearShop(shop.id, (kinds) => {
      if (kinds === null || kinds.includes('promise')) void client.invalidateQueries({ queryKey: ['promises'] });
    });
  }, [shop.id, client]);
};

export const usePromiseNotices = () => {
  const shop = useShop();
  return useQuery({
    queryKey: ['promises', 'notices', shop.id],
    queryFn: ({ signal }) => api.get<PromiseNotices>('/api/promises/notices', { query: { shop: shop.id }, signal }),
    refetchInterval: everyMs,
    enabled: shop.id !== '',
  });
};

export type Wanted = {
  whose: 'mine' | 'urged' | 'all';
  show: 'open' | 'today' | 'late' | 'ended';
  conversation?: string;
  order?: string;
};

export const usePromises = ({ whose, show, conversation, order }: Wanted) => {
  const shop = useShop();
  return useInfiniteQuery({
    queryKey: ['promises', shop.id, whose, show, conversation ?? '', order ?? ''],
    queryFn: ({ pageParam, signal }) =>
      api.get<PromiseList>('/api/promises', {
        query: {
          shop: shop.id,
          whose,
          conversation,
          order,
          state: conversation === undefined && order === undefined ? (show === 'ended' ? 'ended' : 'open') : undefined,
          due: show === 'today' || show === 'late' ? show : undefined,
          after: pageParam,
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    refetchInterval: everyMs,
    enabled: shop.id !== '',
  });
};

/** What is open already of what is offered, whoever promised it to this buyer and in whichever conversation. */
export const usePromisesOfMatter = (conversation: string, { policy, what, order }: Offer) => {
  const shop = useShop();
  return useQuery({
    queryKey: ['promises', 'matter', shop.id, conversation, policy, what, order],
    queryFn: ({ signal }) =>
      api.get<PromisesOfMatter>('/api/promises/matter', {
        query: { shop: shop.id, conversation, policy, what, order: order ?? undefined },
        signal,
      }),
    refetchInterval: everyMs,
    enabled: shop.id !== '',
  });
};

/** Beside a conversation also what was promised to the same buyer in another one. */
export const usePromise = (id: string | null, beside?: string) =>
  useQuery({
    queryKey: ['promises', 'one', id, beside ?? ''],
    queryFn: ({ signal }) => api.get<PromiseStory>(`/api/promises/${id}`, { query: { conversation: beside }, signal }),
    enabled: id !== null,
  });

export const usePromiseCounts = () => {
  const shop = useShop();
  return useQuery({
    queryKey: ['promises', 'count', shop.id],
    queryFn: ({ signal }) => api.get<PromiseCounts>('/api/promises/count', { query: { shop: shop.id }, signal }),
    refetchInterval: everyMs,
    refetchIntervalInBackground: true,
    enabled: shop.id !== '',
  });
};

/** What times the words name, and when "let me check" would fall due. */
export const useTimes = (text: string, saidAt: string | null) => {
  const shop = useShop();
  return useQuery({
    queryKey: ['promise-times', shop.id, text, saidAt],
    queryFn: ({ signal }) =>
      api.get<Times>('/api/promises/times', {
        query: { shop: shop.id, text, at: saidAt === null ? undefined : Date.parse(saidAt) },
        signal,
      }),
    placeholderData: (before) => before,
    enabled: shop.id !== '',
  });
};

/** Any act on promises; every list and count is read again after it. */
export const usePromiseAct = (onDone: (answer: PromiseAnswer) => void) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body: object }) =>
      api.post<PromiseAnswer>(`/api/promises${path}`, body),
    onSuccess: async (answer) => {
      await client.invalidateQueries({ queryKey: ['promises'] });
      onDone(answer);
    },
  });
};
