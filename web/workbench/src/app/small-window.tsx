import { Suspense, useMemo } from 'react';
import { Outlet } from 'react-router';
import { useLanguage } from '@/shared/i18n/language';
import { useChooseLanguage } from '@/shared/i18n/use-choose-language';
import { useCommands, type Command } from '@/shared/keys/commands';
import { Loading } from '@/shared/ui/states';
import { Banners } from './banners';
import { openSheet } from './sheets';
import { Sheets } from './sheets-shown';
import { SignedIn } from './signed-in';
import css from './small-window.module.css';
import { useText } from './text';
import { themeChoice, useTone } from './theme';

/** A small window of its own, without rail and top line: it has one purpose, so nothing in it leads away. */
export const SmallWindow = () => (
  <SignedIn>
    <WindowCommands />
    <main className={css['window']}>
      <Banners />
      <div className={css['page']}>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </div>
    </main>
    <Sheets />
  </SignedIn>
);

const WindowCommands = () => {
  const t = useText();
  const spoken = useLanguage();
  const tone = useTone();
  const chooseLanguage = useChooseLanguage();
  useCommands(
    useMemo((): Command[] => {
      const group = t('general');
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
        { id: 'theme', label: t('switchTheme'), group, run: () => themeChoice.set(tone === 'dark' ? 'light' : 'dark') },
        {
          id: 'language',
          label: t('switchLanguage'),
          group,
          run: () => chooseLanguage(spoken === 'en' ? 'zh-CN' : 'en'),
        },
      ];
    }, [t, spoken, tone, chooseLanguage]),
  );
  return null;
};
