import { Suspense } from 'react';
import { late } from '@/shared/late';
import { useStore } from '@/shared/store/store';
import { openSheet } from './sheets';

const Palette = late(() => import('./palette').then((m) => m.Palette));
const HelpSheet = late(() => import('./help-sheet').then((m) => m.HelpSheet));

export const Sheets = () => {
  const open = useStore(openSheet);
  return (
    <Suspense fallback={null}>
      {open === 'commands' && <Palette />}
      {open === 'help' && <HelpSheet />}
    </Suspense>
  );
};
