import { useState } from 'react';
import { Button, Segmented, Table, Tag } from 'antd';
import type { TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { useMay, useShop } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import { Loading, LoadFailed, State } from '@/shared/ui/states';
import css from './handover.module.css';
import { useText } from './text';
import { usePastHandovers, useWaiting } from './use-handover';
import type { HandoverBrief } from './wire';

/** What waits for my signature. */
export const ToMe = () => {
  const t = useText();
  const waiting = useWaiting();
  if (waiting.isPending) return <Loading rows={4} />;
  if (waiting.isError) return <LoadFailed error={waiting.error} onRetry={() => void waiting.refetch()} />;
  if (waiting.data.toMe.length === 0) return <State title={t('emptyToMe')} text={t('emptyToMeText')} />;
  return <Handovers rows={waiting.data.toMe} />;
};

/** All there were, newest first; the shop's for who leads. */
export const Past = () => {
  const t = useText();
  const seesAll = useMay('shifts.handover.read-all');
  const [whose, setWhose] = useState<'mine' | 'all'>(seesAll ? 'all' : 'mine');
  const past = usePastHandovers(whose);
  const rows = past.data?.pages.flatMap((page) => page.handovers) ?? [];
  return (
    <>
      {seesAll && (
        <div className={css['bar']}>
          <Segmented
            value={whose}
            onChange={setWhose}
            options={[
              { value: 'all' as const, label: t('all') },
              { value: 'mine' as const, label: t('own') },
            ]}
          />
        </div>
      )}
      {past.isPending && <Loading rows={6} />}
      {past.isError && <LoadFailed error={past.error} onRetry={() => void past.refetch()} />}
      {past.data !== undefined && (rows.length === 0 ? <State title={t('emptyPast')} /> : <Handovers rows={rows} />)}
      {past.hasNextPage && (
        <Button type="link" loading={past.isFetchingNextPage} onClick={() => void past.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </>
  );
};

const Handovers = ({ rows }: { rows: HandoverBrief[] }) => {
  const columns = useColumns();
  return <Table size="small" rowKey="id" columns={columns} dataSource={rows} pagination={false} scroll={{ x: 620 }} />;
};

const useColumns = (): TableColumnsType<HandoverBrief> => {
  const t = useText();
  const { zone } = useShop();
  return [
    {
      title: t('leaver'),
      key: 'leaver',
      width: 150,
      render: (_, row) => (
        <Link to={`/shifts/handover/${row.id}`}>
          {row.leaver} → {row.receiver ?? '—'}
        </Link>
      ),
    },
    {
      title: t('begun'),
      key: 'begun',
      width: 170,
      render: (_, row) => fullMoment(row.leaverSignedAt ?? row.begunAt, zone),
    },
    { title: t('items'), key: 'items', width: 110, render: (_, row) => row.lines },
    {
      title: '',
      key: 'state',
      render: (_, row) => (
        <>
          <Tag {...(row.state === 'offered' ? { color: 'orange' } : row.state === 'done' ? { color: 'green' } : {})}>
            {t(`state-${row.state}`)}
          </Tag>
          {row.refused > 0 && <Tag color="red">{t('refusedN', { n: row.refused })}</Tag>}
          {row.isExcepted && <Tag>{t('hasException')}</Tag>}
        </>
      ),
    },
  ];
};
