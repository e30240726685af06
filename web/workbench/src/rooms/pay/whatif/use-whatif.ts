import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { api } from '@/shared/api/client';
import { queries } from '@/shared/api/queries';
import { useShop } from '@/shared/session';
import type { Comparison, Rows } from './wire';

const root = '/api/pay/whatifs';
const isGoing = (one: Comparison | undefined) => one?.state === 'queued' || one?.state === 'running';

export const useComparisons = () => {
  const shop = useShop();
  return useQuery({
    queryKey: ['pay', 'whatif', 'list', shop.id],
    queryFn: ({ signal }) => api.get<{ comparisons: Comparison[] }>(root, { query: { shop: shop.id }, signal }),
    refetchInterval: (query) => (query.state.data?.comparisons.some(isGoing) === true ? 2000 : 30_000),
  });
};

export const useComparison = (id: string) =>
  useQuery({
    queryKey: ['pay', 'whatif', 'one', id],
    queryFn: ({ signal }) => api.get<Comparison>(`${root}/${id}`, { signal }),
    refetchInterval: (query) => (isGoing(query.state.data) ? 1000 : false),
    staleTime: 60_000,
  });

export type Door = { person?: string; month?: string; component?: string };

export const useRows = (id: string, door: Door) =>
  useQuery({
    queryKey: ['pay', 'whatif', 'rows', id, door],
    queryFn: ({ signal }) => api.get<Rows>(`${root}/${id}/rows`, { query: door, signal }),
    staleTime: Infinity,
  });

export type Asked = { before: string; after: string; from: string; to: string };

/** Asks for a comparison and goes to its page. */
export const useAsk = () => {
  const shop = useShop();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (asked: Asked) => api.post<{ id: string }>(root, { shop: shop.id, ...asked }),
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: ['pay', 'whatif', 'list'] });
      void navigate(`/pay/whatif/${made.id}`);
    },
  });
};
