import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { newId } from '@/shared/api/id';
import { useShop } from '@/shared/session';

export type Call = {
  id: string;
  conversation: string;
  buyerName: string;
  byName: string | null;
  to: string | null;
  toName: string | null;
  at: string;
  question: string;
  answer: string | null;
  answeredBy: string | null;
  answeredAt: string | null;
  isMine: boolean;
  mayAnswer: boolean;
  isLate: boolean;
  /** The house calls by itself; its question is not written down. */
  kind: 'soothing' | null;
};

const everyMs = 15_000;

/** Open calls that one may answer, one's own, and answers one has not seen yet. */
export const useHelp = (enabled = true) => {
  const shop = useShop();
  return useQuery({
    queryKey: ['help', shop.id],
    queryFn: ({ signal }) => api.get<Call[]>('/api/reception/help', { query: { shop: shop.id }, signal }),
    refetchInterval: everyMs,
    refetchIntervalInBackground: true,
    enabled: enabled && shop.id !== '',
  });
};

type Act = { path: string; body?: object };

export const useHelpAct = (onDone?: () => void) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body }: Act) => api.post(`/api/reception/${path}`, { id: newId(), ...body }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['help'] });
      onDone?.();
    },
  });
};
