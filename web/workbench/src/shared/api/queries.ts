import { QueryClient } from '@tanstack/react-query';
import { Problem } from './problem';

/** A refusal is an answer and not tried again; an absent server is. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) => (error instanceof Problem && !error.isAway ? false : failures < 3),
      retryDelay: (attempt) => Math.min(8000, 500 * 2 ** attempt) * (0.75 + Math.random() / 2),
    },
    mutations: { retry: false },
  },
});
