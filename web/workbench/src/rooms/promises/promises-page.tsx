import { useState } from 'react';
import { Button, Segmented, Table, Tag } from 'antd';
import type { TableColumnsType } from 'antd';
import { useSearchParams } from 'react-router';
import { useMay } from '@/shared/session';
import { Page } from '@/shared/ui/page';
import { Loading, LoadFailed, NoRight, State } from '@/shared/ui/states';
import { DueMark } from './due-mark';
import { MakePromise } from './make-promise';
import { PromiseDialog } from './promise-dialog';
import css from './promises.module.css';
import { useText } from './text';
import { usePromises, type Wanted } from './use-promises';
import type { PromiseLine } from './wire';

const shows = ['open', 'today', 'late', 'ended'] as const;
const words = { open: 'allDays', today: 'today', late: 'late', ended: 'ended' } as const;

/** What was promised, soonest due first; the shop's for who leads. */
export const PromisesPage = () => {
  const t = useText();
  const may = useMay('promises.promise.read');
  const mayMake = useMay('promises.promise.make');
  const seesAll = useMay('promises.promise.read-all');
  const [search, setSearch] = useSearchParams();
  const change = (name: string, value: string | null) => {
    const next = new URLSearchParams(search);
    if (value === null) next.delete(name);
    else next.set(name, value);
    setSearch(next, { replace: true });
  };
  const chosen = search.get('one');
  const setChosen = (id: string | null) => change('one', id);
  const [makes, setMakes] = useState(false);
  const show = shows.find((one) => one === search.get('show')) ?? 'open';
  const asked = search.get('whose');
  const whose: Wanted['whose'] = asked === 'urged' ? 'urged' : seesAll && asked === 'all' ? 'all' : 'mine';
  const list = usePromises({ whose, show });
  const columns = useColumns(whose !== 'mine');
  if (!may) return <NoRight right={t('right')} />;
  const rows = list.data?.pages.flatMap((one) => one.promises) ?? [];
  return (
    <Page
      title={t('title')}
      actions={
        mayMake && (
          <Button type="primary" onClick={() => setMakes(true)}>
            {t('make')}
          </Button>
        )
      }
    >
      <div className={css['bar']}>
        <Segmented
          value={whose}
          onChange={(value) => change('whose', value)}
          options={[
            { value: 'mine' as const, label: t('mine') },
            { value: 'urged' as const, label: t('urged') },
            ...(seesAll ? [{ value: 'all' as const, label: t('all') }] : []),
          ]}
        />
        <Segmented
          value={show}
          onChange={(value) => change('show', value)}
          options={shows.map((value) => ({ value, label: t(words[value]) }))}
        />
      </div>
      {list.isPending && <Loading rows={6} />}
      {list.isError && <LoadFailed error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && rows.length === 0 && (
        <State
          title={show === 'ended' ? t('emptyEnded') : t('emptyTitle')}
          {...(show === 'ended' ? {} : { text: t('emptyText') })}
        />
      )}
      {rows.length > 0 && (
        <Table
          size="middle"
          rowKey="id"
          columns={columns}
          dataSource={rows}
          pagination={false}
          onRow={(row) => ({
            tabIndex: 0,
            style: { cursor: 'pointer' },
            onClick: () => setChosen(row.id),
            onKeyDown: (event) => event.key === 'Enter' && setChosen(row.id),
          })}
        />
      )}
      {list.hasNextPage && (
        <div className={css['more']}>
          <Button onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
            {t('more')}
          </Button>
        </div>
      )}
      {makes && <MakePromise said="" onDone={() => setMakes(false)} />}
      {chosen !== null && <PromiseDialog id={chosen} onDone={() => setChosen(null)} />}
    </Page>
  );
};

const useColumns = (withOwner: boolean): TableColumnsType<PromiseLine> => {
  const t = useText();
  return [
    { title: t('due'), key: 'due', width: 150, render: (_, row) => <DueMark promise={row} /> },
    {
      title: t('what'),
      key: 'what',
      render: (_, row) => (
        <span className={css['what']}>
          {row.what}
          {row.isUrge && <Tag color="blue">{row.department ?? t('urge')}</Tag>}
          {row.isEscalated && <Tag color="red">{t('escalated')}</Tag>}
          {(row.moved > 0 || row.chased > 0) && (
            <span className={css['quiet']}>
              {' '}
              {row.moved > 0 && t('moved', { n: row.moved })} {row.chased > 0 && t('chased', { n: row.chased })}
            </span>
          )}
        </span>
      ),
    },
    { title: t('buyer'), dataIndex: 'buyerName', width: 140, responsive: ['md'] },
    { title: t('order'), dataIndex: 'order', width: 150, responsive: ['md'] },
    ...(withOwner ? [{ title: t('owner'), dataIndex: 'ownerName', width: 90 }] : []),
    { title: t('state'), key: 'state', width: 90, responsive: ['md'], render: (_, row) => t(`state-${row.state}`) },
  ];
};
