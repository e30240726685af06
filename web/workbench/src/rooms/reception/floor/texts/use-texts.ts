import { useEffect, useState } from 'react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { useShop } from '@/shared/session';
import type { TextMark } from './wire';

const pauseMs = 250;
const againMs = 5 * 60_000;

/** What the guard says of words that are about to be kept, when the hand rests. */
export const useTextMark = (text: string, team: string | null = null): TextMark | null => {
  const shop = useShop();
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  const asked = useQuery({
    queryKey: ['texts', 'check', shop.id, team, rested],
    queryFn: ({ signal }) =>
      api.post<TextMark>('/api/reception/texts/check', { shop: shop.id, team, text: rested }, { signal }),
    placeholderData: keepPreviousData,
    enabled: rested.trim() !== '',
    retry: false,
    gcTime: 30_000,
  });
  return rested.trim() === '' || asked.data === undefined || asked.data.level === 'pass' ? null : asked.data;
};

/** How many of one's own kept words fail under the book in force. */
export const useOwnRings = () => {
  const shop = useShop();
  return useQuery({
    queryKey: ['texts', 'mine', shop.id],
    queryFn: ({ signal }) =>
      api.get<{ phrases: number; signatures: number }>('/api/reception/texts/mine', {
        query: { shop: shop.id },
        signal,
      }),
    enabled: shop.id !== '',
    staleTime: againMs,
    refetchInterval: againMs,
  });
};
