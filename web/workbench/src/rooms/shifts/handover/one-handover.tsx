import { useState } from 'react';
import { Alert, App, Button, Input } from 'antd';
import { useParams } from 'react-router';
import { toProblem } from '@/shared/api/problem';
import { useMay } from '@/shared/session';
import { Page, Section } from '@/shared/ui/page';
import { Loading, LoadFailed, NoRight } from '@/shared/ui/states';
import { ShiftsTabs } from '../shifts-tabs';
import css from './handover.module.css';
import { Acts } from './item-text';
import { Lines } from './lines';
import { Counts, Signatures } from './parts';
import { Blocks, Readiness } from './readiness';
import { useText } from './text';
import { useHandover, useHandoverAct, useHandoverFeed } from './use-handover';
import type { Handover } from './wire';

/** One handover: the receiver looks and signs, a supervisor excepts, anybody concerned reads and prints. */
export const OneHandover = () => {
  const t = useText();
  const may = useMay('shifts.handover.make');
  const { id = '' } = useParams();
  const one = useHandover(id);
  useHandoverFeed();
  if (!may) return <NoRight right={t('right')} />;
  return (
    <Page
      title={t('title')}
      {...(one.data === undefined
        ? {}
        : { subtitle: `${one.data.leaverName ?? ''} → ${one.data.receiverName ?? '—'}` })}
      actions={<Button onClick={() => window.print()}>{t('print')}</Button>}
    >
      <ShiftsTabs />
      {one.isPending && <Loading rows={8} />}
      {one.isError && <LoadFailed error={one.error} onRetry={() => void one.refetch()} />}
      {one.data !== undefined && <Shown handover={one.data} />}
    </Page>
  );
};

const Shown = ({ handover }: { handover: Handover }) => {
  const t = useText();
  const [refused, setRefused] = useState<Record<string, string>>({});
  const receives = handover.role === 'receiver' && handover.state === 'offered';
  const change = (line: string, reason: string | null) =>
    setRefused((before) => {
      const rest = Object.entries(before).filter(([one]) => one !== line);
      return Object.fromEntries(reason === null ? rest : [...rest, [line, reason]]);
    });
  return (
    <>
      <Blocks handover={handover} />
      {handover.mayExcept && handover.blocks.some((block) => !block.isExcepted) && <Except id={handover.id ?? ''} />}
      {receives && (
        <Alert
          className={css['note'] ?? ''}
          type="info"
          showIcon
          title={t('receiveHint', { name: handover.leaverName ?? '' })}
        />
      )}
      <Section title={t('open')}>
        {handover.lines.length === 0 && <p>{t('nothingOpen')}</p>}
        <Lines lines={handover.lines} {...(receives ? { refused, onRefuse: change } : {})} />
      </Section>
      <Section title={t('summary')}>
        <Counts counts={handover.counts} />
        {handover.summary !== null && <p className={css['words']}>{handover.summary}</p>}
      </Section>
      <Readiness handover={handover} mayChange={false} />
      <Section title={t('signatures')}>
        <Signatures handover={handover} />
        {receives && <Receive id={handover.id ?? ''} refused={refused} />}
        {handover.acts.length > 0 && <Acts acts={handover.acts} />}
      </Section>
    </>
  );
};

const Receive = ({ id, refused }: { id: string; refused: Record<string, string> }) => {
  const t = useText();
  const { message } = App.useApp();
  const act = useHandoverAct(() => void message.success(t('received')));
  const list = Object.entries(refused).map(([line, reason]) => ({ line, reason }));
  return (
    <div className={css['sign']}>
      <Button
        type="primary"
        loading={act.isPending}
        disabled={list.some((one) => one.reason.trim() === '')}
        onClick={() => act.mutate({ path: `/handovers/${id}/receive`, body: { refused: list } })}
      >
        {t('receive')}
      </Button>
      {act.isError && <Alert type="error" title={toProblem(act.error).detail} />}
    </div>
  );
};

const Except = ({ id }: { id: string }) => {
  const t = useText();
  const [reason, setReason] = useState('');
  const act = useHandoverAct();
  return (
    <div className={css['sign']}>
      <Input
        maxLength={300}
        value={reason}
        placeholder={t('exceptHint')}
        aria-label={t('exceptHint')}
        onChange={(event) => setReason(event.target.value)}
      />
      <Button
        disabled={reason.trim() === ''}
        loading={act.isPending}
        onClick={() => act.mutate({ path: `/handovers/${id}/except`, body: { reason } })}
      >
        {t('except')}
      </Button>
      {act.isError && <Alert type="error" title={toProblem(act.error).detail} />}
    </div>
  );
};
