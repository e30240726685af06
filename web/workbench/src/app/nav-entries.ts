import { useMemo, type ComponentType } from 'react';
import { useLanguage } from '@/shared/i18n/language';
import { may, useSession, useShop } from '@/shared/session';
import { rooms } from './rooms';

export type Entry = { to: string; label: string; icon: ComponentType; order: number };

/** What the rail and Ctrl K may show to this person, in order. */
export const useNavEntries = (): Entry[] => {
  const session = useSession();
  const shop = useShop();
  const language = useLanguage();
  return useMemo(
    () =>
      rooms
        .flatMap((room) => {
          const words = language === 'en' ? room.messages.en : room.messages.zh;
          return [room.nav ?? []]
            .flat()
            .filter((entry) => may(session, shop, entry.permission))
            .map((entry) => ({ ...entry, label: words[entry.label] ?? entry.label }));
        })
        .sort((a, b) => a.order - b.order),
    [session, shop, language],
  );
};
