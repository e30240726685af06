import { useState } from 'react';
import { Button, Segmented } from 'antd';
import { useSearchParams } from 'react-router';
import { useMay } from '@/shared/session';
import { Page } from '@/shared/ui/page';
import { NoRight } from '@/shared/ui/states';
import { ShiftsTabs } from '../shifts-tabs';
import { DutyLog } from './duty-log';
import css from './handover.module.css';
import { MyHandover } from './my-handover';
import { Past, ToMe } from './past';
import { useText } from './text';
import { useHandoverFeed, useWaiting } from './use-handover';
import { WriteDialog } from './write-dialog';

const views = ['mine', 'toMe', 'log', 'past'] as const;

/** From one shift to the next. */
export const HandoverPage = () => {
  const t = useText();
  const may = useMay('shifts.handover.make');
  const [search, setSearch] = useSearchParams();
  const [writes, setWrites] = useState(false);
  const waiting = useWaiting();
  useHandoverFeed();
  if (!may) return <NoRight right={t('right')} />;
  const toMe = waiting.data?.toMe.length ?? 0;
  const view = views.find((one) => one === search.get('view')) ?? 'mine';
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <Button onClick={() => window.print()}>{t('print')}</Button>
          <Button type="primary" onClick={() => setWrites(true)}>
            {t('write')}
          </Button>
        </>
      }
    >
      <ShiftsTabs />
      <div className={css['bar']}>
        <Segmented
          value={view}
          onChange={(value) => setSearch({ view: value }, { replace: true })}
          options={views.map((value) => ({
            value,
            label: value === 'toMe' && toMe > 0 ? t('toMeN', { n: toMe }) : t(value),
          }))}
        />
      </div>
      {view === 'mine' && <MyHandover />}
      {view === 'toMe' && <ToMe />}
      {view === 'log' && <DutyLog />}
      {view === 'past' && <Past />}
      {writes && <WriteDialog onDone={() => setWrites(false)} />}
    </Page>
  );
};
