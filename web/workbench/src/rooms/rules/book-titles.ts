import { useCallback } from 'react';
import { useQuery } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { useLanguage } from '@/shared/i18n/language';
import type { BookLine, Preset } from './wire';

/** The newest hundred editions; older ones are called by the book's name. */
const most = 100;

/** What people call a book that the server names by its short name: the title of that edition, or of the preset. */
export const useBookTitle = (): ((name: string, version: number) => string) => {
  const spoken = useLanguage();
  const books = useQuery({
    queryKey: ['rules', 'titles'],
    queryFn: ({ signal }) => api.get<{ books: BookLine[] }>('/api/rules/books', { query: { limit: most }, signal }),
    staleTime: 300_000,
  });
  const presets = useQuery({
    queryKey: ['rules', 'presets'],
    queryFn: ({ signal }) => api.get<{ presets: Preset[] }>('/api/rules/presets', { signal }),
    staleTime: Infinity,
  });
  return useCallback(
    (name, version) => {
      if ((version > 0 ? books : presets).isPending) return '…';
      const title =
        version > 0
          ? books.data?.books.find((book) => book.version === version && book.name === name)?.title
          : presets.data?.presets.find((preset) => preset.name === name)?.title;
      return (spoken === 'en' ? title?.en : title?.zh) ?? name;
    },
    [books, presets, spoken],
  );
};
