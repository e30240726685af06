import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { useShop } from '@/shared/session';
import type { BriefingList, PolicyList, PolicyStory, PromotionList, PromotionStory, ShownPolicy, Today } from './wire';

/** The shop's feed tells of every change, start and end; this is only for a line that is down. */
const everyMs = 300_000;

export const useToday = (item?: string) => {
  const shop = useShop();
  return useQuery({
    queryKey: ['offers', 'today', shop.id, item ?? ''],
    queryFn: ({ signal }) => api.get<Today>('/api/shop/promotions/today', { query: { shop: shop.id, item }, signal }),
    refetchInterval: everyMs,
    enabled: shop.id !== '',
  });
};

export const usePolicies = (item: string | undefined, q: string) => {
  const shop = useShop();
  return useQuery({
    queryKey: ['offers', 'in-force', shop.id, item ?? '', q],
    queryFn: ({ signal }) =>
      api.get<{ policies: ShownPolicy[] }>('/api/shop/policies/in-force', {
        query: { shop: shop.id, item, q },
        signal,
      }),
    refetchInterval: everyMs,
    placeholderData: (before) => before,
    enabled: shop.id !== '',
  });
};

export const useBriefings = (all: boolean) => {
  const shop = useShop();
  return useQuery({
    queryKey: ['offers', 'briefings', shop.id, all],
    queryFn: ({ signal }) => api.get<BriefingList>('/api/shop/briefings', { query: { shop: shop.id, all }, signal }),
    refetchInterval: everyMs,
    enabled: shop.id !== '',
  });
};

export const usePromotions = (show: string) => {
  const shop = useShop();
  return useInfiniteQuery({
    queryKey: ['offers', 'promotions', shop.id, show],
    queryFn: ({ pageParam, signal }) =>
      api.get<PromotionList>('/api/shop/promotions', { query: { shop: shop.id, show, after: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    refetchInterval: everyMs,
    enabled: shop.id !== '',
  });
};

export const usePromotion = (id: string) =>
  useQuery({
    queryKey: ['offers', 'promotion', id],
    queryFn: ({ signal }) => api.get<PromotionStory>(`/api/shop/promotions/${id}`, { signal }),
  });

export const usePolicyList = (q: string) => {
  const shop = useShop();
  return useInfiniteQuery({
    queryKey: ['offers', 'policies', shop.id, q],
    queryFn: ({ pageParam, signal }) =>
      api.get<PolicyList>('/api/shop/policies', { query: { shop: shop.id, q, after: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
    enabled: shop.id !== '',
  });
};

export const usePolicy = (id: string) =>
  useQuery({
    queryKey: ['offers', 'policy', id],
    queryFn: ({ signal }) => api.get<PolicyStory>(`/api/shop/policies/${id}`, { signal }),
  });

/** One act under /api/shop; everything of this room is read again, also when it was refused (somebody else was quicker). */
export const useAct = (onDone?: () => void) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body: object }) => api.post(`/api/shop${path}`, body),
    onSuccess: () => onDone?.(),
    onSettled: () => client.invalidateQueries({ queryKey: ['offers'] }),
  });
};
