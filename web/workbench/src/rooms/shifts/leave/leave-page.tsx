import { useState } from 'react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Segmented, Table } from 'antd';
import type { TableColumnsType } from 'antd';
import { api } from '@/shared/api/client';
import { useSharedText } from '@/shared/i18n/shared-text';
import { useMay, useShop } from '@/shared/session';
import { clockTime, dayKey } from '@/shared/time/format';
import { Page } from '@/shared/ui/page';
import { Loading, LoadFailed, NoRight, State } from '@/shared/ui/states';
import { ShiftsTabs } from '../shifts-tabs';
import css from '../shifts.module.css';
import { useText } from '../text';
import { AskDialog } from './ask-dialog';
import { LeaveDialog } from './leave-dialog';
import { leaveStates, type LeaveLine, type LeaveList, type LeaveState } from './wire';

export const LeavePage = () => {
  const t = useText();
  const mayRead = useMay('shifts.roster.read');
  const mayAsk = useMay('shifts.leave.ask');
  const [asks, setAsks] = useState(false);
  const [state, setState] = useState<LeaveState | 'all'>('all');
  const list = useLeave(state);
  if (!mayRead) return <NoRight right={t('rosterRight')} />;
  const mayRecord = list.data?.pages[0]?.mayRecord ?? false;
  return (
    <Page
      title={t('leaveTitle')}
      actions={
        mayAsk && (
          <Button type="primary" onClick={() => setAsks(true)}>
            {mayRecord ? t('recordLeave') : t('askLeave')}
          </Button>
        )
      }
    >
      <ShiftsTabs />
      <div className={css['bar']}>
        <Segmented
          value={state}
          onChange={setState}
          options={[
            { value: 'all' as const, label: t('leaveAll') },
            ...leaveStates.map((one) => ({ value: one, label: t(`leave-${one}`) })),
          ]}
        />
      </div>
      {list.isPending && <Loading rows={6} />}
      {list.isError && <LoadFailed error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && <List list={list} />}
      {asks && <AskDialog mayRecord={mayRecord} onDone={() => setAsks(false)} />}
    </Page>
  );
};

const useLeave = (state: LeaveState | 'all') => {
  const shop = useShop();
  return useInfiniteQuery({
    queryKey: ['leave', shop.id, state],
    queryFn: ({ pageParam, signal }) =>
      api.get<LeaveList>('/api/shifts/leave', {
        query: { shop: shop.id, state: state === 'all' ? null : state, before: pageParam },
        signal,
      }),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => last.next,
    enabled: shop.id !== '',
  });
};

const List = ({ list }: { list: ReturnType<typeof useLeave> }) => {
  const t = useText();
  const shared = useSharedText();
  const [chosen, setChosen] = useState<LeaveLine | null>(null);
  const columns = useColumns();
  const lines = list.data?.pages.flatMap((page) => page.leave) ?? [];
  const maySign = list.data?.pages[0]?.maySign ?? false;
  if (lines.length === 0) return <State title={t('leaveNone')} text={t('leaveNoneText')} />;
  return (
    <>
      <Table<LeaveLine>
        size="small"
        rowKey="id"
        columns={columns}
        dataSource={lines}
        pagination={false}
        scroll={{ x: 720 }}
        onRow={(line) => ({ onClick: () => setChosen(line), className: css['clickable'] ?? '' })}
      />
      {list.hasNextPage && (
        <Button type="link" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {shared('more')}
        </Button>
      )}
      {chosen !== null && (
        <LeaveDialog key={chosen.id} leave={chosen} maySign={maySign} onDone={() => setChosen(null)} />
      )}
    </>
  );
};

const useColumns = (): TableColumnsType<LeaveLine> => {
  const t = useText();
  const { zone } = useShop();
  const moment = (at: string | null) => (at === null ? t('openEnd') : `${dayKey(at, zone)} ${clockTime(at, zone)}`);
  return [
    {
      title: t('person'),
      dataIndex: 'name',
      width: 110,
      fixed: 'left',
      ellipsis: true,
      render: (name: string | null, line) => (
        <button type="button" className={css['textButton']}>
          {name ?? line.person}
        </button>
      ),
    },
    { title: t('leaveKind'), dataIndex: 'kind', width: 90, ellipsis: true },
    { title: t('from'), width: 140, className: css['timer'] ?? '', render: (_, line) => moment(line.from) },
    { title: t('to'), width: 140, className: css['timer'] ?? '', render: (_, line) => moment(line.to) },
    {
      title: t('state'),
      width: 90,
      render: (_, line) => (
        <span className={css['leaveState']} data-state={line.state}>
          {t(`leave-${line.state}`)}
        </span>
      ),
    },
    { title: t('decidedBy'), dataIndex: 'decidedBy', width: 100, ellipsis: true },
    { title: t('note'), dataIndex: 'note', ellipsis: true },
  ];
};
