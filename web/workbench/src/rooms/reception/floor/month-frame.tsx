import type { ReactNode } from 'react';
import { MonthPicker } from '@/shared/ui/pickers';
import { Page } from '@/shared/ui/page';
import { Loading, LoadFailed, NoRight } from '@/shared/ui/states';
import { FloorTabs } from './floor-tabs';
import css from './floor.module.css';
import { useText } from './text';

type Read<T> = {
  isPending: boolean;
  isError: boolean;
  error: Error | null;
  data: T | undefined;
  refetch: () => Promise<unknown>;
};

/** A page of the floor about one month: the tabs, who may read it, the month, and what was read. */
export const MonthFrame = <T extends { month: string }>({
  title,
  may,
  list,
  onMonth,
  filters,
  children,
}: {
  title: string;
  may: boolean;
  list: Read<T>;
  onMonth: (month: string) => void;
  filters?: ReactNode;
  children: (data: T) => ReactNode;
}) => {
  const t = useText();
  return (
    <Page title={title}>
      <FloorTabs />
      {!may && <NoRight right={t('ratingsRight')} />}
      {may && list.isPending && <Loading rows={8} />}
      {list.isError && <LoadFailed error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && (
        <>
          <div className={css['row']}>
            <MonthPicker className={css['month']} label={t('month')} value={list.data.month} onChange={onMonth} />
            {filters}
          </div>
          {children(list.data)}
        </>
      )}
    </Page>
  );
};
