import { useEffect } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { hearShop } from '@/rooms/shifts';
import { useShop } from '@/shared/session';

/** What is read again when the shop's feed tells of these kinds; after a gap in the line (null) everything is. */
export const staleBy = (kinds: readonly string[] | null): readonly string[] => [
  ...(kinds === null || kinds.includes('offer') ? ['offers'] : []),
  ...(kinds === null || kinds.includes('goods') ? ['goods', 'offers'] : []),
];

/** Keeps promotions, policies, products and stock fresh by the shop's feed, wherever they are shown. */
export const useOfferFeed = () => {
  const shop = useShop();
  const client = useQueryClient();
  useEffect(() => {
    if (shop.id === '') return;
    return hearShop(shop.id, (kinds) => {
      for (const key of new Set(staleBy(kinds))) void client.invalidateQueries({ queryKey: [key] });
    });
  }, [shop.id, client]);
};
