import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { useShop } from '@/shared/session';
import type { Duty, DutyBoard, DutyState } from './wire';

export const useDutyBoard = () => {
  const shop = useShop();
  return useQuery({
    queryKey: ['duty', shop.id],
    queryFn: ({ signal }) => api.get<DutyBoard>('/api/shifts/duty', { query: { shop: shop.id }, signal }),
    refetchInterval: 15_000,
    enabled: shop.id !== '',
  });
};

export type SetDuty = { person: string | null; state: DutyState; reason?: string };

/** Own state when no person is named. */
export const useSetDuty = (onDone?: () => void) => {
  const shop = useShop();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ person, state, reason }: SetDuty) =>
      api.post<Duty>(person === null ? '/api/shifts/duty' : `/api/shifts/duty/${person}`, {
        shop: shop.id,
        state,
        reason,
      }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['duty', shop.id] });
      onDone?.();
    },
  });
};
