import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { useShop } from '@/shared/session';
import type { IncidentList, IncidentPage } from './wire';

export type Filter = { state: string; kind: string; person: string; month: string };

export const useIncidents = (filter: Filter) => {
  const shop = useShop();
  return useInfiniteQuery({
    queryKey: ['incidents', shop.id, 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      api.get<IncidentList>('/api/pay/incidents', { query: { shop: shop.id, ...filter, before: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
    enabled: shop.id !== '',
  });
};

export const useIncident = (id: string) => {
  const shop = useShop();
  const client = useQueryClient();
  return useQuery({
    queryKey: ['incidents', shop.id, 'one', id],
    queryFn: async ({ signal }) => {
      const page = await api.get<IncidentPage>(`/api/pay/incidents/${id}`, { signal });
      if (page.incident.isUnseen) void client.invalidateQueries({ queryKey: ['incidents', shop.id, 'unseen'] });
      return page;
    },
  });
};

/** Any act on incidents; everything shown of them is read anew. */
export const useAct = <T>(path: string, onDone: (answer: T) => void) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: object) => api.post<T>(`/api/pay/incidents${path}`, body),
    onSuccess: async (answer) => {
      await client.invalidateQueries({ queryKey: ['incidents'] });
      onDone(answer);
    },
  });
};
