import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { useShop } from '@/shared/session';
import type { OfferLine, Phrase, PhraseChange, PhraseList } from './wire';

const freshMs = 60_000;

/** All phrases that one may use: a few hundred, kept while the desk is open. */
export const usePhrases = (enabled = true) => {
  const shop = useShop();
  return useQuery({
    queryKey: ['phrases', shop.id],
    queryFn: ({ signal }) => api.get<PhraseList>('/api/reception/phrases', { query: { shop: shop.id }, signal }),
    staleTime: freshMs,
    enabled: enabled && shop.id !== '',
  });
};

/** Promotions that phrases can tell of, those that ended lately too. */
export const usePhraseOffers = (enabled = true) => {
  const shop = useShop();
  return useQuery({
    queryKey: ['phrases', 'promotions', shop.id],
    queryFn: ({ signal }) =>
      api.get<OfferLine[]>('/api/reception/phrases/promotions', { query: { shop: shop.id }, signal }),
    staleTime: freshMs,
    enabled: enabled && shop.id !== '',
  });
};

export const usePhraseHistory = (id: string) =>
  useQuery({
    queryKey: ['phrases', 'history', id],
    queryFn: ({ signal }) => api.get<PhraseChange[]>(`/api/reception/phrases/${id}/history`, { signal }),
    staleTime: 0,
  });

/** Any act on phrases; the list is read anew. */
export const usePhraseAct = <T = Phrase>(onDone?: (answer: T) => void) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body?: object }) =>
      api.post<T>(`/api/reception/phrases${path}`, body ?? {}),
    onSuccess: async (answer) => {
      await client.invalidateQueries({ queryKey: ['phrases'] });
      onDone?.(answer);
    },
  });
};

/** Tells that a phrase left with a message; a lost word costs only a figure. */
export const countUse = (id: string): void => {
  api.post(`/api/reception/phrases/${id}/used`).catch(() => undefined);
};
