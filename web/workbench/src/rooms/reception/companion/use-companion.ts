import { useQuery } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import type { ActAnswer, Head } from '../wire';
import type { Word } from '@/rooms/guard';
import type { Account, Accounts, PasteAnswer, Said } from './wire';

export const useAccounts = (shop: string) =>
  useQuery({
    queryKey: ['companion', 'accounts', shop],
    queryFn: ({ signal }) => api.get<Accounts>('/api/companion/accounts', { query: { shop }, signal }),
    enabled: shop !== '',
  });

export const addAccount = (shop: string, kind: string) => api.post<Account>('/api/companion/accounts', { shop, kind });

export const findTalk = (shop: string, channel: string, buyer: string) =>
  api.post<{ head: Head | null }>('/api/companion/find', { shop, channel, buyer }).then((found) => found.head);

export const paste = (
  place: { shop: string; account: string; own: readonly string[] },
  buyer: string,
  text: string,
  said: Said,
) =>
  api.post<PasteAnswer>('/api/companion/paste', {
    shop: place.shop,
    channel: place.account,
    buyer: buyer === '' ? null : buyer,
    text,
    own: place.own,
    ...said,
  });

/** A colleague has this buyer: whoever the platform gave them to says so. */
export const ofAnother = 'reception.conversation.of_another';

export const recordAnswer = (
  id: string,
  conversation: string,
  text: string,
  guard: Word | undefined,
  takeOver: boolean,
) =>
  api.post<ActAnswer>('/api/companion/answers', {
    id,
    conversation,
    text,
    ...(guard === undefined ? {} : { guard }),
    ...(takeOver ? { takeOver } : {}),
  });
