import { queryOptions } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import type { DutyBoard } from './wire';

/** Who serves in the shop and in which state: one question for every screen that asks it. */
export const dutyQuery = (shop: string) =>
  queryOptions({
    queryKey: ['duty', shop],
    queryFn: ({ signal }) => api.get<DutyBoard>('/api/shifts/duty', { query: { shop }, signal }),
    enabled: shop !== '',
  });
