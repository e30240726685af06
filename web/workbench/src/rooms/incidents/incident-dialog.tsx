import { useState } from 'react';
import { Alert, App, Button, Checkbox, Input, InputNumber, Modal, Select } from 'antd';
import { Link } from 'react-router';
import { toProblem } from '@/shared/api/problem';
import { useSharedText } from '@/shared/i18n/shared-text';
import { useShop } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import { Loading, LoadFailed } from '@/shared/ui/states';
import { EvidenceView } from './evidence-view';
import css from './incidents.module.css';
import { RowsView } from './rows-view';
import { useText } from './text';
import { useAct, useIncident } from './use-incidents';
import type { IncidentPage } from './wire';

/** One mistake: what is on record, what speaks for the person, what was done, and the decision. */
export const IncidentDialog = ({ id, onDone }: { id: string; onDone: () => void }) => {
  const t = useText();
  const page = useIncident(id);
  return (
    <Modal
      open
      width={680}
      title={
        page.data === undefined ? t('incident') : `${page.data.incident.name ?? ''} · ${page.data.incident.kindName}`
      }
      footer={null}
      onCancel={onDone}
    >
      {page.isPending && <Loading rows={5} />}
      {page.isError && <LoadFailed error={page.error} onRetry={() => void page.refetch()} />}
      {page.data !== undefined && <Content page={page.data} onDone={onDone} />}
    </Modal>
  );
};

const Content = ({ page, onDone }: { page: IncidentPage; onDone: () => void }) => {
  const t = useText();
  const { zone } = useShop();
  const { incident, exemption } = page;
  const facts = [
    t('nthOf', { n: incident.times ?? 1 }),
    incident.proposedBy === null ? t(`source-${incident.source}`) : t('enteredBy', { name: incident.proposedBy }),
  ];
  return (
    <>
      <p>
        {fullMoment(incident.at, zone)} <span className={css['hint']}>{facts.join(' · ')}</span>
      </p>
      {incident.orderId !== null && (
        <p>
          {t('order')} <Link to={`/orders/${incident.orderId}`}>{incident.orderId}</Link>
        </p>
      )}
      {incident.note !== null && <p className={css['note']}>{incident.note}</p>}
      {page.evidence !== null &&
        ('presence' in page.evidence ? (
          <EvidenceView evidence={page.evidence} />
        ) : (
          <RowsView evidence={page.evidence} />
        ))}
      {exemption !== null && (
        <Alert
          type="info"
          showIcon
          title={t(`exempt-${exemption.kind}` as 'exempt-chase', { at: fullMoment(exemption.at, zone) })}
          description={t('exemptText')}
        />
      )}
      {incident.comment !== null && <p className={css['note']}>{t('commentOf', { text: incident.comment })}</p>}
      {page.mayDecide && incident.state !== 'gone' && <Decide page={page} onDone={onDone} />}
      {incident.isMine && <Comment page={page} />}
      <section className={css['history']}>
        <h3>{t('history')}</h3>
        {page.acts.map((act) => (
          <p key={`${act.at} ${act.what}`} className={css['hint']}>
            {t('actLine', {
              at: fullMoment(act.at, zone),
              by: act.by ?? t('program'),
              act: t(`act-${act.what}` as 'act-proposed'),
              rest: [act.said, act.reason].filter((part) => part !== null).join(' '),
            })}
          </p>
        ))}
      </section>
    </>
  );
};

const Decide = ({ page, onDone }: { page: IncidentPage; onDone: () => void }) => {
  const t = useText();
  const { message } = App.useApp();
  const { incident, kind, exemption } = page;
  const [reason, setReason] = useState('');
  const [value, setValue] = useState<number | null>(incident.value);
  const [loss, setLoss] = useState(incident.loss ?? '');
  const [stage, setStage] = useState(incident.stage);
  const [refuses, setRefuses] = useState(false);
  const [refused, setRefused] = useState('');
  const act = useAct(`/${incident.id}/decide`, () => {
    void message.success(t('decided'));
    onDone();
  });
  const isReady = reason.trim() !== '' && (!refuses || refused.trim() !== '');
  return (
    <section className={css['decide']}>
      <h3>{incident.state === 'proposed' ? t('decide') : t('decideAgain')}</h3>
      <div className={css['bar']}>
        {incident.value !== null && (
          <label>
            {kind?.isSetByPerson === true ? t('amount') : t('value')}{' '}
            <InputNumber min={0} max={incident.value} value={value} onChange={setValue} />
          </label>
        )}
        {incident.loss !== null && (
          <label>
            {t('loss')}{' '}
            <Input
              className={css['month'] ?? ''}
              inputMode="decimal"
              value={loss}
              onChange={(event) => setLoss(event.target.value)}
            />
          </label>
        )}
        {kind !== null && kind.stages.length > 0 && (
          <label>
            {t('stage')}{' '}
            <Select
              className={css['pick'] ?? ''}
              value={stage}
              onChange={setStage}
              options={kind.stages.map((one) => ({ value: one, label: t(`stage-${one}` as 'stage-loss') }))}
            />
          </label>
        )}
      </div>
      {exemption !== null && (
        <>
          <Checkbox checked={refuses} onChange={(event) => setRefuses(event.target.checked)}>
            {t('refuseExemption')}
          </Checkbox>
          {refuses && (
            <Input
              maxLength={500}
              placeholder={t('refuseReason')}
              aria-label={t('refuseReason')}
              value={refused}
              onChange={(event) => setRefused(event.target.value)}
            />
          )}
        </>
      )}
      <Input.TextArea
        rows={2}
        maxLength={500}
        placeholder={t('reasonHint')}
        aria-label={t('reason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {act.isError && <Alert type="error" title={toProblem(act.error).detail} />}
      <div className={css['acts']}>
        <Button
          disabled={reason.trim() === ''}
          loading={act.isPending}
          onClick={() => act.mutate({ confirm: false, reason })}
        >
          {t('drop')}
        </Button>
        <Button
          type="primary"
          disabled={!isReady}
          loading={act.isPending}
          onClick={() =>
            act.mutate({
              confirm: true,
              reason,
              value,
              stage,
              loss: loss === '' ? null : loss,
              exemptionRefused: refuses ? refused : null,
            })
          }
        >
          {t('confirm')}
        </Button>
      </div>
    </section>
  );
};

const Comment = ({ page }: { page: IncidentPage }) => {
  const t = useText();
  const shared = useSharedText();
  const [words, setWords] = useState(page.incident.comment ?? '');
  const act = useAct(`/${page.incident.id}/comment`, () => undefined);
  return (
    <section className={css['decide']}>
      <h3>{t('myComment')}</h3>
      <Input.TextArea
        rows={2}
        maxLength={500}
        placeholder={t('myCommentHint')}
        aria-label={t('myComment')}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {act.isError && <Alert type="error" title={toProblem(act.error).detail} />}
      <div className={css['acts']}>
        <Button disabled={words.trim() === ''} loading={act.isPending} onClick={() => act.mutate({ text: words })}>
          {shared('save')}
        </Button>
      </div>
    </section>
  );
};
