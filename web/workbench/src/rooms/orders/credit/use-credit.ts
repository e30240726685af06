import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useShop } from '@/shared/session';
import type { ClaimList, CreditPerson } from './wire';

export const usePeople = () => {
  const shop = useShop();
  return useQuery({
    queryKey: ['orders', 'people', shop.id],
    queryFn: ({ signal }) =>
      api.get<{ people: CreditPerson[] }>('/api/orders/credits/people', { query: { shop: shop.id }, signal }),
    staleTime: 300_000,
    enabled: shop.id !== '',
  });
};

export const useClaims = (open: boolean) => {
  const shop = useShop();
  return useQuery({
    queryKey: ['orders', 'claims', shop.id, open],
    queryFn: ({ signal }) =>
      api.get<ClaimList>('/api/orders/claims', { query: { shop: shop.id, open: open ? true : undefined }, signal }),
    refetchInterval: 30_000,
    enabled: shop.id !== '',
  });
};

/** Does an act, then everything that shows orders is asked again; a refusal is said in the server's words. */
export const useCreditAct = () => {
  const queries = useQueryClient();
  const { message } = App.useApp();
  return async (act: () => Promise<unknown>, done: string): Promise<boolean> => {
    try {
      await act();
      void message.success(done);
      return true;
    } catch (error) {
      void message.error(toProblem(error).detail);
      return false;
    } finally {
      await queries.invalidateQueries({ queryKey: ['orders'] });
    }
  };
};
