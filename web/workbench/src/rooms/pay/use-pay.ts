import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useShop } from '@/shared/session';
import type { Badge, MonthDetail, Months, Objection, OwnSlips, Slip } from './wire';

/** While a month is being computed it is asked again every second and a half. */
const whileComputing = 1500;

export const useMonths = (enabled: boolean) => {
  const shop = useShop();
  return useQuery({
    queryKey: ['pay', 'months', shop.id],
    queryFn: ({ signal }) => api.get<Months>('/api/pay/months', { query: { shop: shop.id }, signal }),
    refetchInterval: (query) =>
      query.state.data?.months.some((month) => month.isComputing) === true ? whileComputing : false,
    enabled: enabled && shop.id !== '',
  });
};

export const useMonth = (month: string, enabled: boolean) => {
  const shop = useShop();
  return useQuery({
    queryKey: ['pay', 'month', shop.id, month],
    queryFn: ({ signal }) => api.get<MonthDetail>(`/api/pay/months/${month}`, { query: { shop: shop.id }, signal }),
    refetchInterval: (query) => (query.state.data?.isComputing === true ? whileComputing : false),
    retry: false,
    enabled: enabled && shop.id !== '',
  });
};

export const useSlip = (month: string, person: string) => {
  const shop = useShop();
  return useQuery({
    queryKey: ['pay', 'slip', shop.id, month, person],
    queryFn: ({ signal }) =>
      api.get<Slip>(`/api/pay/months/${month}/slips/${person}`, { query: { shop: shop.id }, signal }),
    retry: false,
    enabled: shop.id !== '',
  });
};

export const useOwnSlips = () => {
  const shop = useShop();
  return useQuery({
    queryKey: ['pay', 'own', shop.id],
    queryFn: ({ signal }) => api.get<OwnSlips>('/api/pay/slips', { query: { shop: shop.id }, signal }),
    enabled: shop.id !== '',
  });
};

export const useObjections = (open: boolean, mine: boolean) => {
  const shop = useShop();
  return useQuery({
    queryKey: ['pay', 'objections', shop.id, open, mine],
    queryFn: ({ signal }) =>
      api.get<{ objections: Objection[]; mayDecide: boolean }>('/api/pay/objections', {
        query: { shop: shop.id, open: open ? true : undefined, mine: mine ? true : undefined },
        signal,
      }),
    enabled: shop.id !== '',
  });
};

export const useBadge = (enabled: boolean) => {
  const shop = useShop();
  return useQuery({
    queryKey: ['pay', 'badge', shop.id],
    queryFn: ({ signal }) => api.get<Badge>('/api/pay/badge', { query: { shop: shop.id }, signal }),
    refetchInterval: 60_000,
    enabled: enabled && shop.id !== '',
  });
};

/** Does an act, then everything that shows pay is asked again; a refusal is said in the server's words. */
export const usePayAct = () => {
  const queries = useQueryClient();
  const { message } = App.useApp();
  return async (act: () => Promise<unknown>, done?: string): Promise<boolean> => {
    try {
      await act();
      if (done !== undefined) void message.success(done);
      return true;
    } catch (error) {
      void message.error(toProblem(error).detail);
      return false;
    } finally {
      await queries.invalidateQueries({ queryKey: ['pay'] });
    }
  };
};
