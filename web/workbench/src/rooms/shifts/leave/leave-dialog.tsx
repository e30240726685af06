import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Input, Modal } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useSharedText } from '@/shared/i18n/shared-text';
import { useShop } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import css from '../shifts.module.css';
import { useText } from '../text';
import type { LeaveLine } from './wire';

type Act = { path: 'decide' | 'withdraw'; body: { approve?: boolean; reason: string } };

/** One leave with everything that was done to it; signed, refused or called off by whoever may. */
export const LeaveDialog = ({ leave, maySign, onDone }: { leave: LeaveLine; maySign: boolean; onDone: () => void }) => {
  const t = useText();
  const shared = useSharedText();
  const shop = useShop();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [reason, setReason] = useState('');
  const act = useMutation({
    mutationFn: ({ path, body }: Act) => api.post(`/api/shifts/leave/${leave.id}/${path}`, body),
    onSuccess: async () => {
      await Promise.all([
        client.invalidateQueries({ queryKey: ['leave', shop.id] }),
        client.invalidateQueries({ queryKey: ['roster', shop.id] }),
      ]);
      void message.success(t('saved'));
      onDone();
    },
  });
  const signs = maySign && !leave.isMine && leave.state === 'asked';
  const withdraws = (leave.isMine && leave.state === 'asked') || (maySign && !leave.isMine && leave.state === 'signed');
  const send = (path: Act['path'], approve?: boolean) =>
    act.mutate({ path, body: approve === undefined ? { reason } : { approve, reason } });
  return (
    <Modal
      open
      title={`${leave.name ?? ''} · ${leave.kind ?? t('leave')}`}
      onCancel={onDone}
      footer={[
        <Button key="close" onClick={onDone}>
          {shared('close')}
        </Button>,
        withdraws && (
          <Button key="withdraw" danger loading={act.isPending} onClick={() => send('withdraw')}>
            {leave.isMine ? t('takeBack') : t('callOff')}
          </Button>
        ),
        signs && (
          <Button key="refuse" danger loading={act.isPending} onClick={() => send('decide', false)}>
            {t('refuseLeave')}
          </Button>
        ),
        signs && (
          <Button key="sign" type="primary" loading={act.isPending} onClick={() => send('decide', true)}>
            {t('sign')}
          </Button>
        ),
      ]}
    >
      <p>
        {fullMoment(leave.from, shop.zone)} — {leave.to === null ? t('openEnd') : fullMoment(leave.to, shop.zone)}
      </p>
      {leave.note !== null && <p>{leave.note}</p>}
      {leave.isMine && leave.state === 'asked' && <p className={css['hint']}>{t('waitsForSignature')}</p>}
      <section className={css['history']}>
        <h3>{t('changes')}</h3>
        {leave.acts.map((one) => (
          <p key={one.at} className={css['hint']}>
            {t('actLine', {
              at: fullMoment(one.at, shop.zone),
              by: one.by ?? t('system'),
              act: t(`act-${one.what}` as 'act-asked'),
              reason: one.reason === null ? '' : t('actReason', { reason: one.reason }),
            })}
          </p>
        ))}
      </section>
      {(signs || withdraws) && (
        <Input
          maxLength={500}
          placeholder={signs ? t('refuseReason') : t('reason')}
          aria-label={t('reason')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      )}
      {act.isError && <Alert type="error" title={toProblem(act.error).detail} />}
    </Modal>
  );
};
