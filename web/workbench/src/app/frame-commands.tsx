import { useMemo } from 'react';
import { useLanguage } from '@/shared/i18n/language';
import { useChooseLanguage } from '@/shared/i18n/use-choose-language';
import { useCommands, type Command } from '@/shared/keys/commands';
import { may, useSession, useShop } from '@/shared/session';
import { useNavEntries } from './nav-entries';
import { rooms } from './rooms';
import { openSheet } from './sheets';
import { useText } from './text';
import { themeChoice, useTone } from './theme';

/** The commands that are there on every page. */
export const FrameCommands = () => {
  const t = useText();
  const spoken = useLanguage();
  const session = useSession();
  const shop = useShop();
  const entries = useNavEntries();
  const tone = useTone();
  const chooseLanguage = useChooseLanguage();
  useCommands(
    useMemo((): Command[] => {
      const group = t('general');
      const goes = entries.map((entry, index): Command => ({
        id: `go ${entry.to}`,
        label: entry.label,
        group: t('pages'),
        ...(index < 9 ? { key: `alt+${index + 1}` } : {}),
        run: (go) => go(entry.to),
      }));
      const own = rooms.flatMap((room) =>
        (room.commands ?? [])
          .filter((command) => may(session, shop, command.permission))
          .map((command): Command => ({
            id: command.id,
            label: (spoken === 'en' ? room.messages.en : room.messages.zh)[command.label] ?? command.label,
            group,
            run: command.run,
          })),
      );
      return [
        {
          id: 'commands',
          label: t('openCommands'),
          group,
          key: 'mod+k',
          keyOnly: true,
          run: () => openSheet.set('commands'),
        },
        { id: 'help', label: t('help'), group, key: '?', run: () => openSheet.set('help') },
        { id: 'help-writing', label: t('help'), group, key: 'F1', keyOnly: true, run: () => openSheet.set('help') },
        ...goes,
        ...own,
        {
          id: 'theme',
          label: t('switchTheme'),
          group,
          run: () => themeChoice.set(tone === 'dark' ? 'light' : 'dark'),
        },
        {
          id: 'language',
          label: t('switchLanguage'),
          group,
          run: () => chooseLanguage(spoken === 'en' ? 'zh-CN' : 'en'),
        },
      ];
    }, [t, spoken, session, shop, entries, tone, chooseLanguage]),
  );
  return null;
};
