import { useState } from 'react';
import { Alert, App, Input, Modal, Select } from 'antd';
import { newId } from '@/shared/api/id';
import { toProblem } from '@/shared/api/problem';
import css from './dossier.module.css';
import { useText } from './text';
import { choicesOf, useDossierAct, useScheme } from './use-dossier';
import { channels, hows, type Channel, type Consent, type How } from './wire';

type ConsentFormProps = {
  buyer: string;
  /** The consent that is taken back; without it a new one is recorded. */
  withdraws?: Consent;
  conversation?: string;
  seq?: number;
  onDone: () => void;
};

export const ConsentForm = ({ buyer, withdraws, conversation, seq, onDone }: ConsentFormProps) => {
  const t = useText();
  const { message } = App.useApp();
  const scheme = useScheme();
  const [id] = useState(() => newId());
  const [purpose, setPurpose] = useState<string | null>(withdraws?.purpose ?? null);
  const [channel, setChannel] = useState<Channel>(withdraws?.channel ?? 'chat');
  const [how, setHow] = useState<How>('message');
  const [note, setNote] = useState('');
  const act = useDossierAct(buyer, () => {
    void message.success(t('saved'));
    onDone();
  });
  const isGiven = withdraws === undefined;
  const hasEvidence = seq !== undefined || note.trim() !== '';
  return (
    <Modal
      open
      title={isGiven ? t('consentTitle') : t('withdrawTitle')}
      okButtonProps={{ loading: act.isPending, disabled: purpose === null || (isGiven && !hasEvidence) }}
      onOk={() =>
        act.mutate({
          path: `/api/shop/buyers/${buyer}/consents`,
          body: { id, purpose, channel, given: isGiven, how, note: note.trim() || null, conversation, seq },
        })
      }
      onCancel={onDone}
    >
      <div className={css['form']}>
        <div className={css['pair']}>
          <label className={css['field']}>
            {t('purpose')}
            <Select
              aria-label={t('purpose')}
              value={purpose}
              disabled={!isGiven}
              options={choicesOf(scheme.data?.scheme.purposes)}
              onChange={setPurpose}
            />
          </label>
          <label className={css['field']}>
            {t('channel')}
            <Select
              aria-label={t('channel')}
              value={channel}
              disabled={!isGiven}
              options={channels.map((value) => ({ value, label: t(`channel-${value}`) }))}
              onChange={setChannel}
            />
          </label>
        </div>
        <label className={css['field']}>
          {t('how')}
          <Select
            aria-label={t('how')}
            value={how}
            options={hows.map((value) => ({ value, label: t(`how-${value}`) }))}
            onChange={setHow}
          />
        </label>
        {seq !== undefined && <span className={css['quiet']}>{t('fromMessage')}</span>}
        <label className={css['field']}>
          {t('note')}
          <Input
            maxLength={1000}
            aria-label={t('note')}
            placeholder={t('noteHint')}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </label>
        {act.isError && <Alert type="error" title={toProblem(act.error).detail} />}
      </div>
    </Modal>
  );
};
