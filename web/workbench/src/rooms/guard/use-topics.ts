import { useQuery } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { useMay, useShop } from '@/shared/session';
import type { Topics } from './topic-wire';

const freshMs = 30_000;
const mostText = 2_000;

export type Asked = {
  /** The buyer's line or lines, the newest last. */
  text: string;
  /** What is spoken of comes with the conversation; beside a platform's chat there is none. */
  conversation?: string | undefined;
  item?: string | undefined;
};

/** What the buyer asks about and what answers it; nothing is asked of the server while there are no words. */
export const useTopics = ({ text, conversation, item }: Asked) => {
  const shop = useShop();
  const may = useMay('guard.hit.read');
  const said = text.trim().slice(-mostText);
  return useQuery({
    queryKey: ['guard', 'topics', shop.id, conversation ?? '', item ?? '', said],
    queryFn: ({ signal }) =>
      api.post<Topics>('/api/guard/topics', { shop: shop.id, conversation, item, text: said }, { signal }),
    staleTime: freshMs,
    enabled: may && shop.id !== '' && said !== '',
  });
};
