import { Suspense } from 'react';
import { Outlet } from 'react-router';
import { Loading } from '@/shared/ui/states';
import { Banners } from './banners';
import { FrameCommands } from './frame-commands';
import css from './frame.module.css';
import { Rail } from './rail';
import { Sheets } from './sheets-shown';
import { SignedIn } from './signed-in';
import { TopLine } from './top-line';

export const Frame = () => (
  <SignedIn>
    <FrameCommands />
    <div className={css['frame']}>
      <Rail />
      <TopLine />
      <main className={css['content']}>
        <Banners />
        <div className={css['page']}>
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
        </div>
      </main>
    </div>
    <Sheets />
  </SignedIn>
);
