import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import type { Opened } from './wire';

const keyOf = (c: string) => ['procedures', c];

/** What was opened beside a conversation and how far it has come. */
export const useOpened = (c: string) =>
  useQuery({
    queryKey: keyOf(c),
    queryFn: ({ signal }) => api.get<Opened[]>(`/api/reception/conversations/${c}/procedures`, { signal }),
  });

export const useProcedureActs = (c: string) => {
  const client = useQueryClient();
  const keep = (opened: Opened[]) => client.setQueryData(keyOf(c), opened);
  const path = `/api/reception/conversations/${c}/procedures`;
  const open = useMutation({
    mutationFn: ({ key, topic }: { key: string; topic: string | null }) =>
      api.put<Opened[]>(`${path}/${encodeURIComponent(key)}`, { topic }),
    onSuccess: keep,
  });
  const tick = useMutation({
    mutationFn: ({ key, step, isDone }: { key: string; step: number; isDone: boolean }) =>
      api.put<Opened[]>(`${path}/${encodeURIComponent(key)}/steps/${step}`, { isDone }),
    onSuccess: keep,
  });
  return { open, tick };
};
