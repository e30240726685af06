import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { newId } from '@/shared/api/id';
import { useShop } from '@/shared/session';
import type { Floor, MyDay } from './wire';

const boardMs = 3_000;
const mineMs = 10_000;

/** The floor as it stands; the server makes one picture a second for all who watch. */
export const useFloor = (everyMs: number = boardMs, enabled = true) => {
  const shop = useShop();
  return useQuery({
    queryKey: ['floor', shop.id],
    queryFn: ({ signal }) => api.get<Floor>('/api/reception/floor', { query: { shop: shop.id }, signal }),
    refetchInterval: everyMs,
    refetchIntervalInBackground: true,
    enabled: enabled && shop.id !== '',
    staleTime: 1000,
  });
};

export const useMyDay = () => {
  const shop = useShop();
  return useQuery({
    queryKey: ['floor', shop.id, 'mine'],
    queryFn: ({ signal }) => api.get<MyDay>('/api/reception/floor/mine', { query: { shop: shop.id }, signal }),
    refetchInterval: mineMs,
    enabled: shop.id !== '',
  });
};

type TalkAct =
  | { c: string; act: 'take' }
  | { c: string; act: 'assign'; personId: string; reason: string }
  | { c: string; act: 'messages' | 'whisper'; text: string };

/** Acts on a conversation from where it is seen; the board is read anew. */
export const useTalkAct = (onDone?: () => void) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ c, act, ...body }: TalkAct) =>
      api.post(
        `/api/reception/conversations/${c}/${act}`,
        act === 'messages'
          ? { ...body, id: newId(), kind: 'note' }
          : act === 'whisper'
            ? { ...body, id: newId() }
            : body,
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['floor'] });
      onDone?.();
    },
  });
};
