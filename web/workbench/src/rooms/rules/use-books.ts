import { useCallback } from 'react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { useLanguage } from '@/shared/i18n/language';
import type {
  Acknowledgements,
  BookDetail,
  BookLine,
  Changes,
  Comment,
  Consequences,
  Difference,
  Preset,
  SectionForm,
  Words,
} from './wire';

const root = '/api/rules';

type BookPage = { books: BookLine[]; hasMore: boolean };

/** Newest first, page by page. */
export const useBooks = () =>
  useInfiniteQuery({
    queryKey: ['rules', 'books'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      api.get<BookPage>(`${root}/books`, { query: { before: pageParam, limit: 50 }, signal }),
    getNextPageParam: (page) => (page.hasMore ? (page.books.at(-1)?.id ?? null) : null),
    refetchInterval: 30_000,
  });

export const usePresets = () =>
  useQuery({
    queryKey: ['rules', 'presets'],
    queryFn: ({ signal }) => api.get<{ presets: Preset[] }>(`${root}/presets`, { signal }),
    staleTime: Infinity,
  });

export const useBook = (id: string) =>
  useQuery({
    queryKey: ['rules', 'book', id],
    queryFn: ({ signal }) => api.get<BookDetail>(`${root}/books/${id}`, { signal }),
  });

export const useComments = (id: string) =>
  useQuery({
    queryKey: ['rules', 'comments', id],
    queryFn: ({ signal }) => api.get<{ comments: Comment[] }>(`${root}/books/${id}/comments`, { signal }),
    refetchInterval: 15_000,
  });

export const useComparison = (before: string, after: string) =>
  useQuery({
    queryKey: ['rules', 'compare', before, after],
    queryFn: ({ signal }) =>
      api.get<{ differences: Difference[] }>(`${root}/compare`, { query: { before, after }, signal }),
    enabled: before !== '' && before !== after,
  });

/** Books in force or soon in force that the person was not shown yet. */
export const useToRead = (isEnabled: boolean) =>
  useQuery({
    queryKey: ['rules', 'mine'],
    queryFn: ({ signal }) => api.get<{ toRead: BookLine[]; open: BookLine[] }>(`${root}/mine`, { signal }),
    enabled: isEnabled,
    staleTime: 60_000,
  });

/** What a published book changed against the one before it. */
export const useChanges = (id: string, section: string | null, isEnabled: boolean) =>
  useQuery({
    queryKey: ['rules', 'changes', id, section],
    queryFn: ({ signal }) => api.get<Changes>(`${root}/books/${id}/changes`, { query: { section }, signal }),
    enabled: isEnabled,
    staleTime: Infinity,
  });

export const useAcknowledgements = (id: string, isEnabled: boolean) =>
  useQuery({
    queryKey: ['rules', 'acknowledgements', id],
    queryFn: ({ signal }) => api.get<Acknowledgements>(`${root}/books/${id}/acknowledgements`, { signal }),
    enabled: isEnabled,
  });

export const useConsequences = (id: string, isEnabled: boolean) =>
  useQuery({
    queryKey: ['rules', 'consequences', id],
    queryFn: ({ signal }) => api.get<Consequences>(`${root}/books/${id}/consequences`, { signal }),
    enabled: isEnabled,
    staleTime: 0,
  });

export const useSections = () =>
  useQuery({
    queryKey: ['rules', 'sections'],
    queryFn: ({ signal }) => api.get<{ sections: SectionForm[] }>(`${root}/sections`, { signal }),
    staleTime: Infinity,
  });

/** Words of the server in the language of the person. */
export const useSaid = () => {
  const spoken = useLanguage();
  return useCallback(
    (words: Words | null | undefined): string => (spoken === 'en' ? words?.en : words?.zh) ?? '',
    [spoken],
  );
};
