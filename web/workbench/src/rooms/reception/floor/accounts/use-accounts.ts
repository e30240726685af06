import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { useShop } from '@/shared/session';
import type { Account, AccountBoard } from './wire';

export const useAccounts = (enabled: boolean) => {
  const shop = useShop();
  return useQuery({
    queryKey: ['accounts', shop.id],
    queryFn: ({ signal }) => api.get<AccountBoard>('/api/reception/accounts', { query: { shop: shop.id }, signal }),
    enabled: enabled && shop.id !== '',
  });
};

export type AccountFields = Pick<
  Account,
  'texts' | 'carries' | 'offer' | 'from' | 'to' | 'friends' | 'version' | 'guardReason' | 'promotion'
>;

export const useSaveAccount = (person: string, onDone: () => void) => {
  const shop = useShop();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (fields: AccountFields) =>
      api.put<Account>(`/api/reception/accounts/${person}`, { ...fields, shop: shop.id }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['accounts'] });
      onDone();
    },
  });
};
