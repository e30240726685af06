import { useState } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Checkbox, Input, Modal, Radio } from 'antd';
import { api } from '@/shared/api/client';
import { newId } from '@/shared/api/id';
import { toProblem } from '@/shared/api/problem';
import { fullMoment } from '@/shared/time/format';
import { useMinute } from '@/shared/time/now';
import { useZone } from '@/shared/time/use-zone';
import { Loading, LoadFailed } from '@/shared/ui/states';
import { results, type CareResult } from '../dossier/care-wire';
import css from './day.module.css';
import { useText } from './text';
import type { MemberCallback } from './wire';

type CallbackDialogProps = { id: string; name: string; onDone: () => void };

/** A member is called by the book: its steps to tick, its attempts, and what each result leads to. */
export const CallbackDialog = ({ id, name, onDone }: CallbackDialogProps) => {
  const t = useText();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [act] = useState(() => newId());
  const [result, setResult] = useState<CareResult>('reached');
  const [steps, setSteps] = useState<string[]>([]);
  const [note, setNote] = useState('');
  const found = useQuery({
    queryKey: ['member-callback', id],
    queryFn: ({ signal }) => api.get<MemberCallback>(`/api/shop/member-callbacks/${id}`, { signal }),
  });
  const save = useMutation({
    mutationFn: () =>
      api.post<MemberCallback>(`/api/shop/member-callbacks/${id}/try`, {
        id: act,
        version: found.data?.version ?? 0,
        result,
        steps: result === 'reached' ? steps : [],
        note: note.trim() || null,
      }),
    onSuccess: async () => {
      for (const key of ['callbacks', 'member-callback', 'timeline', 'dossier'])
        await client.invalidateQueries({ queryKey: [key] });
      void message.success(t('saved'));
      onDone();
    },
  });
  return (
    <Modal
      open
      title={t('callTitle', { name })}
      okButtonProps={{ loading: save.isPending, disabled: found.data === undefined }}
      onOk={() => save.mutate()}
      onCancel={onDone}
    >
      {found.isPending && <Loading rows={4} />}
      {found.isError && <LoadFailed error={found.error} onRetry={() => void found.refetch()} />}
      {found.data !== undefined && (
        <div className={css['form']}>
          <Head callback={found.data} />
          {found.data.steps.length > 0 && result === 'reached' && (
            <Checkbox.Group
              aria-label={t('steps')}
              value={steps}
              onChange={setSteps}
              className={css['steps'] ?? ''}
              options={found.data.steps.map((step) => ({ value: step, label: step }))}
            />
          )}
          <Radio.Group
            aria-label={t('resultOf')}
            value={result}
            onChange={(event) => setResult(event.target.value as CareResult)}
            options={results.map((value) => ({ value, label: t(`r-${value}`) }))}
          />
          <span className={css['quiet']}>{t(`then-${result}`)}</span>
          <Input.TextArea
            autoSize={{ minRows: 2, maxRows: 5 }}
            maxLength={1000}
            aria-label={t('note')}
            placeholder={t('noteHint')}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
          {save.isError && <Alert type="error" title={toProblem(save.error).detail} />}
          <Attempts callback={found.data} />
        </div>
      )}
    </Modal>
  );
};

const Head = ({ callback }: { callback: MemberCallback }) => {
  const t = useText();
  const zone = useZone();
  const now = useMinute();
  return (
    <>
      <div>
        <b>{callback.tel}</b>{' '}
        <span className={css['quiet']}>
          {t('window', { from: callback.openedOn, due: callback.dueOn })} ·{' '}
          {callback.attemptsLeft === null
            ? t('tries', { n: callback.tries })
            : t('triesLeft', { n: callback.tries, left: callback.attemptsLeft })}
        </span>
      </div>
      {!callback.hasConsent && <Alert type="warning" title={t('noConsent')} />}
      {callback.tries > 0 && Date.parse(callback.nextAt) > now && (
        <Alert type="info" title={t('notBefore', { when: fullMoment(callback.nextAt, zone) })} />
      )}
    </>
  );
};

const Attempts = ({ callback }: { callback: MemberCallback }) => {
  const t = useText();
  const zone = useZone();
  if (callback.attempts.length === 0) return null;
  return (
    <section aria-label={t('attempts')}>
      <span className={css['quiet']}>{t('attempts')}</span>
      <ul className={css['attempts']}>
        {callback.attempts.map((one) => (
          <li key={one.at}>
            {fullMoment(one.at, zone)} {one.by} · {t(`r-${one.result}`)}
            {one.note !== null && <div className={css['quiet']}>{one.note}</div>}
          </li>
        ))}
      </ul>
    </section>
  );
};
