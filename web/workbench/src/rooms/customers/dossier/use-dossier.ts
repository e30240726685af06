import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { useShop } from '@/shared/session';
import type { Dossier, Group, Named, SchemeAnswer, SuggestionCount, SuggestionList } from './wire';

export const useDossier = (buyer: string) =>
  useQuery({
    queryKey: ['dossier', buyer],
    queryFn: ({ signal }) => api.get<Dossier>(`/api/shop/buyers/${buyer}/dossier`, { signal }),
  });

/** An act on one buyer's dossier; it answers the dossier as it is now. */
export const useDossierAct = (buyer: string, onDone: () => void) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body: object }) => api.post<Dossier>(path, body),
    onSuccess: (fresh) => {
      if (buyer !== '') client.setQueryData(['dossier', buyer], fresh);
      for (const list of ['suggestions', 'suggestion-counts', 'customers', 'callbacks', 'care', 'timeline'])
        void client.invalidateQueries({ queryKey: [list] });
      onDone();
    },
  });
};

export const useScheme = () => {
  const shop = useShop();
  return useQuery({
    queryKey: ['buyer-scheme', shop.id],
    queryFn: ({ signal }) => api.get<SchemeAnswer>('/api/shop/buyer-scheme', { query: { shop: shop.id }, signal }),
    enabled: shop.id !== '',
    staleTime: 60_000,
  });
};

/** What may be chosen now, as a select wants it. */
export const choicesOf = (list: readonly Named[] | undefined) =>
  (list ?? []).filter((one) => !one.isArchived).map((one) => ({ value: one.key, label: one.name }));

export const useGroups = () => {
  const shop = useShop();
  return useQuery({
    queryKey: ['buyer-groups', shop.id],
    queryFn: ({ signal }) =>
      api.get<{ groups: Group[] }>('/api/shop/buyer-groups', { query: { shop: shop.id }, signal }),
    enabled: shop.id !== '',
  });
};

export const useSuggestions = (asked: { state: string; topic: string }) => {
  const shop = useShop();
  return useInfiniteQuery({
    queryKey: ['suggestions', shop.id, asked],
    queryFn: ({ pageParam, signal }) =>
      api.get<SuggestionList>('/api/shop/suggestions', {
        query: { shop: shop.id, state: asked.state, topic: asked.topic || undefined, before: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    enabled: shop.id !== '',
  });
};

export const useSuggestionCounts = () => {
  const shop = useShop();
  return useQuery({
    queryKey: ['suggestion-counts', shop.id],
    queryFn: ({ signal }) =>
      api.get<{ rows: SuggestionCount[] }>('/api/shop/suggestions/counts', {
        query: { shop: shop.id, months: 6 },
        signal,
      }),
    enabled: shop.id !== '',
  });
};
