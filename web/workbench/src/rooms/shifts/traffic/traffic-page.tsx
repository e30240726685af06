import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Button, Table } from 'antd';
import type { TableColumnsType } from 'antd';
import { api } from '@/shared/api/client';
import { sharedText } from '@/shared/i18n/shared-text';
import { useMay, useShop } from '@/shared/session';
import { Page } from '@/shared/ui/page';
import { Loading, LoadFailed, NoRight, State } from '@/shared/ui/states';
import { DutyMark } from '../duty-mark';
import { ShiftsTabs } from '../shifts-tabs';
import css from '../shifts.module.css';
import { useText } from '../text';
import type { ShareBoard, ShareLine } from '../wire';
import { MainAccount } from './main-account';
import { ShareDialog } from './share-dialog';

/** Who gets which part of the traffic, and why (ROUTE-04). */
export const TrafficPage = () => {
  const t = useText();
  const shop = useShop();
  const mayRead = useMay('reception.conversation.read');
  const board = useQuery({
    queryKey: ['routing-shares', shop.id],
    queryFn: ({ signal }) => api.get<ShareBoard>('/api/reception/routing/shares', { query: { shop: shop.id }, signal }),
    enabled: shop.id !== '' && mayRead,
  });
  if (!mayRead)
    return (
      <Page title={t('trafficTitle')}>
        <NoRight right={t('trafficRight')} />
      </Page>
    );
  const order = board.data?.order === 'load' ? t('trafficByLoad') : t('trafficByShare');
  return (
    <Page title={t('trafficTitle')} {...(board.isSuccess ? { subtitle: order } : {})}>
      <ShiftsTabs />
      {board.isPending && <Loading rows={8} />}
      {board.isError && <LoadFailed error={board.error} onRetry={() => void board.refetch()} />}
      {board.data !== undefined && <Shares board={board.data} />}
      <div className={css['below']}>
        <MainAccount />
      </div>
    </Page>
  );
};

const Shares = ({ board }: { board: ShareBoard }) => {
  const t = useText();
  const [chosen, setChosen] = useState<ShareLine | null>(null);
  if (board.people.length === 0) return <State title={t('emptyTitle')} text={t('emptyText')} />;
  const total = board.people.reduce((sum, one) => sum + (one.duty === 'ready' ? one.weight : 0), 0);
  const nameOf = (key: string) => board.groups.find((group) => group.key === key)?.name ?? key;
  const columns: TableColumnsType<ShareLine> = [
    { title: t('person'), dataIndex: 'name', width: 110, ellipsis: true },
    {
      title: t('state'),
      width: 110,
      render: (_, line) => (line.isOnLeave ? t('onLeave') : <DutyMark state={line.duty} />),
    },
    { title: t('weight'), dataIndex: 'weight', width: 70, align: 'right', sorter: (a, b) => a.weight - b.weight },
    {
      title: t('part'),
      width: 80,
      align: 'right',
      render: (_, line) => (line.duty === 'ready' && total > 0 ? `${((line.weight * 100) / total).toFixed(1)}%` : ''),
    },
    { title: t('load'), dataIndex: 'load', width: 70, align: 'right', sorter: (a, b) => a.load - b.load },
    {
      title: t('capacity'),
      width: 80,
      align: 'right',
      render: (_, line) => (line.capacity > 1000 ? '' : line.capacity),
    },
    {
      title: t('groups'),
      width: 120,
      ellipsis: true,
      render: (_, line) =>
        line.groups.length === 0 ? t('allGroups') : line.groups.map(nameOf).join(sharedText('listMark')),
    },
    { title: t('reason'), dataIndex: 'reason', width: 160, ellipsis: true },
    ...(board.maySet
      ? [
          {
            width: 80,
            render: (_: unknown, line: ShareLine) => (
              <Button size="small" onClick={() => setChosen(line)}>
                {t('setShare')}
              </Button>
            ),
          },
        ]
      : []),
  ];
  return (
    <>
      <Table<ShareLine>
        className={css['table'] ?? ''}
        size="small"
        rowKey="person"
        columns={columns}
        dataSource={board.people}
        pagination={board.people.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
        scroll={{ x: 760 }}
      />
      {chosen !== null && (
        <ShareDialog key={chosen.person} line={chosen} board={board} onDone={() => setChosen(null)} />
      )}
    </>
  );
};
