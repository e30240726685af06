import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { useShop } from '@/shared/session';
import type { DayShifts, Kinds, Roster } from './wire';

export const useRoster = (from: string, to: string, team: string | null) => {
  const shop = useShop();
  return useQuery({
    queryKey: ['roster', shop.id, from, to, team],
    queryFn: ({ signal }) =>
      api.get<Roster>('/api/shifts/roster', { query: { shop: shop.id, from, to, team }, signal }),
    placeholderData: (before) => before,
    enabled: shop.id !== '',
  });
};

export const useSetDays = (onDone: (changed: number) => void) => {
  const shop = useShop();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ days, reason }: { days: readonly DayShifts[]; reason?: string }) =>
      api.put<{ changed: number }>('/api/shifts/roster', { shop: shop.id, days, reason }),
    onSuccess: async ({ changed }) => {
      await client.invalidateQueries({ queryKey: ['roster', shop.id] });
      await client.invalidateQueries({ queryKey: ['traffic-plan', shop.id] });
      onDone(changed);
    },
  });
};

export const useSetKinds = (onDone: () => void) => {
  const shop = useShop();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (kinds: Kinds) => api.put<Kinds>('/api/shifts/kinds', { shop: shop.id, ...kinds }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['roster', shop.id] });
      onDone();
    },
  });
};
