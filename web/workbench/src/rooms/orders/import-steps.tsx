import { useEffect, useState } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Progress } from 'antd';
import { Link } from 'react-router';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useLanguage } from '@/shared/i18n/language';
import { Section } from '@/shared/ui/page';
import { Loading, LoadFailed } from '@/shared/ui/states';
import { ImportPreview } from './import-preview';
import { useImportText } from './import/text';
import css from './orders.module.css';
import { Refused } from './refused';
import { useText } from './text';
import type { Import } from './wire';

const lookAgainMs = 700;
const stillMs = 8000;
const isMoving = (item: Import | undefined) => item?.state === 'queued' || item?.state === 'running';

/** One import from what was understood to what became of it. */
export const ImportSteps = ({ id }: { id: string }) => {
  const found = useQuery({
    queryKey: ['orders', 'import', id],
    queryFn: ({ signal }) => api.get<Import>(`/api/orders/imports/${id}`, { signal }),
    refetchInterval: (query) => (isMoving(query.state.data) ? lookAgainMs : false),
  });
  const client = useQueryClient();
  const act = useMutation({
    mutationFn: (name: 'run' | 'pause' | 'cancel') => api.post<Import>(`/api/orders/imports/${id}/${name}`),
    onSuccess: (fresh) => {
      client.setQueryData(['orders', 'import', id], fresh);
      void client.invalidateQueries({ queryKey: ['orders'] });
    },
  });
  if (found.isPending) return <Loading />;
  // While it runs, a server that is away for a while is no end: what was written is there, and the rest goes on by itself.
  if (found.isError && !isMoving(found.data))
    return <LoadFailed error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return <Loading />;
  const item = found.data;
  return (
    <>
      {act.isError && (
        <Alert className={css['banner'] ?? ''} type="error" showIcon title={toProblem(act.error).detail} />
      )}
      {item.state === 'uploaded' && (
        <ImportPreview item={item} isBusy={act.isPending} onImport={() => act.mutate('run')} />
      )}
      {isMoving(item) && (
        <Moving
          item={item}
          isAway={found.isError || found.failureCount > 0}
          onPause={() => act.mutate('pause')}
          onCancel={() => act.mutate('cancel')}
        />
      )}
      {(item.state === 'done' || item.state === 'paused' || item.state === 'cancelled' || item.state === 'failed') && (
        <Ended item={item} onResume={() => act.mutate('run')} isBusy={act.isPending} />
      )}
      {item.progress.refused > 0 && <Refused id={id} name={item.fileName} />}
    </>
  );
};

type MovingProps = { item: Import; isAway: boolean; onPause: () => void; onCancel: () => void };

/** True when nothing has moved for a while: the process that did it has died, and another takes it over within seconds. */
const useIsStill = (mark: string): boolean => {
  const [still, setStill] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setStill(mark), stillMs);
    return () => clearTimeout(timer);
  }, [mark]);
  return still === mark;
};

const Moving = ({ item, isAway, onPause, onCancel }: MovingProps) => {
  const t = useText();
  const ti = useImportText();
  const { rowsTotal, rowsDone } = item.progress;
  const isStill = useIsStill(`${rowsDone} ${item.progress.checked}`) && item.state === 'running';
  const share = rowsTotal === null || rowsTotal === 0 ? 0 : Math.floor((rowsDone * 100) / rowsTotal);
  return (
    <Section title={item.fileName}>
      <Progress percent={share} status="active" />
      <p className={css['quiet']} role="status">
        {item.state === 'queued' && t('state_queued')}
        {item.state === 'running' &&
          (rowsTotal === null
            ? ti('checked', { n: item.progress.checked })
            : t('progressOf', { done: rowsDone, total: rowsTotal }))}
      </p>
      {(isAway || isStill) && (
        <Alert
          className={css['banner'] ?? ''}
          type="warning"
          showIcon
          title={isAway ? ti('serverAway', { n: rowsDone }) : ti('takenOver', { n: rowsDone })}
        />
      )}
      <div className={css['buttons']}>
        <Button onClick={onPause}>{ti('pause')}</Button>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </div>
    </Section>
  );
};

const Ended = ({ item, onResume, isBusy }: { item: Import; onResume: () => void; isBusy: boolean }) => {
  const t = useText();
  const ti = useImportText();
  const spoken = useLanguage();
  const { progress } = item;
  return (
    <Section title={item.fileName}>
      {item.state === 'done' && (
        <Alert className={css['banner'] ?? ''} type="success" showIcon title={t('doneTitle')} />
      )}
      {item.state === 'failed' && (
        <Alert
          className={css['banner'] ?? ''}
          type="error"
          showIcon
          title={t('failedTitle')}
          description={spoken === 'en' ? item.failureEn : item.failureZh}
        />
      )}
      {item.state === 'paused' && (
        <Alert
          className={css['banner'] ?? ''}
          type="info"
          showIcon
          title={ti('pausedTitle')}
          description={ti('pausedText', { n: progress.rowsDone })}
        />
      )}
      {item.state === 'cancelled' && (
        <Alert
          className={css['banner'] ?? ''}
          type="warning"
          showIcon
          title={t('cancelledTitle')}
          description={t('cancelledText', { n: progress.rowsDone })}
        />
      )}
      <div className={css['tiles']}>
        <Tile label={t('doneNew')} count={progress.new} />
        <Tile label={t('doneChanged')} count={progress.changed} />
        <Tile label={t('doneUnchanged')} count={progress.unchanged} />
        <Tile label={t('doneRefused')} count={progress.refused} tone={progress.refused > 0 ? 'amber' : undefined} />
      </div>
      <div className={css['buttons']}>
        {item.state !== 'done' && (
          <Button type="primary" loading={isBusy} onClick={onResume}>
            {t('resume')}
          </Button>
        )}
        <Link to="/orders/earners">
          <Button type={item.state === 'done' ? 'primary' : 'default'}>{t('seeEarners')}</Button>
        </Link>
        <Link to="/orders">
          <Button>{t('seeOrders')}</Button>
        </Link>
        <Link to="/orders/import">
          <Button>{t('importMore')}</Button>
        </Link>
      </div>
    </Section>
  );
};

const Tile = ({ label, count, tone }: { label: string; count: number; tone?: 'amber' | undefined }) => (
  <div className={css['tile']} data-tone={tone}>
    {label}
    <b>{count}</b>
  </div>
);
