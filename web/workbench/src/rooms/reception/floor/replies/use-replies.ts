import { useEffect, useState } from 'react';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { proposing } from '@/rooms/rules';
import { api } from '@/shared/api/client';
import { queries } from '@/shared/api/queries';
import { useShop } from '@/shared/session';
import { changesOf } from './changes';
import type { Checked, Replies, Reply } from './wire';

const pauseMs = 250;

export const useReplies = (enabled: boolean) => {
  const shop = useShop();
  return useQuery({
    queryKey: ['replies', shop.id],
    queryFn: ({ signal }) => api.get<Replies>('/api/reception/replies', { query: { shop: shop.id }, signal }),
    enabled: enabled && shop.id !== '',
    refetchOnWindowFocus: false,
  });
};

/** What the house says of the words when the hand rests; `isFresh` = it is about these very words. */
export const useChecked = (reply: Reply) => {
  const shop = useShop();
  const [rested, setRested] = useState(reply);
  useEffect(() => {
    const timer = setTimeout(() => setRested(reply), pauseMs);
    return () => clearTimeout(timer);
  }, [reply]);
  const asked = useQuery({
    queryKey: ['replies', 'check', shop.id, rested],
    queryFn: ({ signal }) =>
      api.post<Checked>('/api/reception/replies/check', { ...rested, shop: shop.id }, { signal }),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: Infinity,
    gcTime: 30_000,
  });
  return { ...asked, isFresh: rested === reply && !asked.isFetching };
};

export const useDrafts = (enabled: boolean) =>
  useQuery({
    queryKey: ['rules', 'open-drafts'],
    queryFn: async () => (await proposing()).readDrafts(),
    enabled,
  });

export const useKeepReply = (before: Reply, title: string) =>
  useMutation({
    mutationFn: async ({ reply, draft }: { reply: Reply; draft: string | null }) =>
      (await proposing()).propose(draft, title, changesOf(before, reply)),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['rules'] }),
  });
