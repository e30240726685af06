import { useQuery } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { useShop } from '@/shared/session';

type Board = { people: { person: string; name: string; number: string }[] };

/** Those who serve in this shop. */
export const useColleagues = (): { value: string; label: string }[] => {
  const shop = useShop();
  const board = useQuery({
    queryKey: ['duty', shop.id],
    queryFn: ({ signal }) => api.get<Board>('/api/shifts/duty', { query: { shop: shop.id }, signal }),
    enabled: shop.id !== '',
  });
  return (board.data?.people ?? []).map((one) => ({ value: one.person, label: `${one.name} ${one.number}` }));
};
