import { useQuery } from '@tanstack/react-query';
import { dutyQuery } from '@/rooms/shifts';
import { useShop } from '@/shared/session';

/** Those who serve in this shop. */
export const useColleagues = (): { value: string; label: string }[] => {
  const board = useQuery(dutyQuery(useShop().id));
  return (board.data?.people ?? []).map((one) => ({ value: one.person, label: `${one.name} ${one.number}` }));
};
