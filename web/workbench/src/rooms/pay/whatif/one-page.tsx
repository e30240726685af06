import { useState } from 'react';
import { Alert, Button, Progress } from 'antd';
import { useMutation } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { api } from '@/shared/api/client';
import { queries } from '@/shared/api/queries';
import { useLanguage } from '@/shared/i18n/language';
import { useMay } from '@/shared/session';
import { Page, Section } from '@/shared/ui/page';
import { Loading, LoadFailed } from '@/shared/ui/states';
import { PayTabs } from '../pay-tabs';
import { plusMonths } from './months';
import { NoteForm } from './note-form';
import { Outcome } from './outcome';
import { RowsDrawer } from './rows-drawer';
import css from './whatif.module.css';
import { useText } from './text';
import { useComparison, type Door } from './use-whatif';
import type { Comparison } from './wire';

export const OnePage = () => {
  const { id = '' } = useParams();
  const t = useText();
  const found = useComparison(id);
  const [door, setDoor] = useState<Door & { name: string }>();
  if (found.isPending) return <Loading />;
  if (found.isError) return <LoadFailed error={found.error} onRetry={() => void found.refetch()} />;
  const one = found.data;
  return (
    <Page
      title={`${one.beforeTitle} → ${one.afterTitle}`}
      subtitle={`${one.from} – ${plusMonths(one.to, -1)}`}
      actions={<Acts one={one} />}
    >
      <PayTabs />
      <Standing one={one} />
      {one.summary !== null && (
        <>
          <Outcome summary={one.summary} onOpen={setDoor} />
          <Section title={t('note')}>
            <NoteForm key={one.noteAt ?? ''} one={one} />
          </Section>
          <p className={css['quiet']}>{t('beforeTax', { digest: (one.factsDigest ?? '').slice(0, 12) })}</p>
          {door !== undefined && (
            <RowsDrawer one={one} summary={one.summary} door={door} onClose={() => setDoor(undefined)} />
          )}
        </>
      )}
    </Page>
  );
};

const Acts = ({ one }: { one: Comparison }) => {
  const t = useText();
  const mayExport = useMay('pay.slip.export');
  const file = `/api/pay/whatifs/${one.id}`;
  return (
    <>
      <Link className={css['offPaper']} to="/pay/whatif">
        {t('back')}
      </Link>
      {!one.afterWhich.startsWith('preset:') && (
        <Link className={css['offPaper']} to={`/rules/books/${one.afterWhich}`}>
          {t('draft')}
        </Link>
      )}
      {one.state === 'done' && (
        <>
          {mayExport && (
            <>
              <Button className={css['offPaper'] ?? ''} href={`${file}/xlsx`}>
                {t('xlsx')}
              </Button>
              <Button className={css['offPaper'] ?? ''} href={`${file}/result`}>
                {t('json')}
              </Button>
            </>
          )}
          <Button className={css['offPaper'] ?? ''} onClick={() => window.print()}>
            {t('print')}
          </Button>
        </>
      )}
    </>
  );
};

const Standing = ({ one }: { one: Comparison }) => {
  const t = useText();
  const spoken = useLanguage();
  const stop = useMutation({
    mutationFn: () => api.post(`/api/pay/whatifs/${one.id}/cancel`, {}),
    onSettled: () => queries.invalidateQueries({ queryKey: ['pay', 'whatif'] }),
  });
  if (one.state === 'done') return null;
  if (one.state === 'failed' || one.state === 'cancelled') {
    return (
      <Alert
        type={one.state === 'failed' ? 'error' : 'info'}
        showIcon
        title={(spoken === 'en' ? one.problemEn : one.problemZh) ?? t(`state.${one.state}`)}
      />
    );
  }
  return (
    <Section title={t(`state.${one.state}`)}>
      <p className={css['hint']} role="status">
        {one.stage === null ? '' : t(`stage.${one.stage}`)} {t('monthsDone', { done: one.done, total: one.total })}
      </p>
      <Progress percent={Math.round((one.done / Math.max(1, one.total)) * 100)} showInfo={false} />
      <Button loading={stop.isPending} onClick={() => stop.mutate()}>
        {t('stop')}
      </Button>
    </Section>
  );
};
