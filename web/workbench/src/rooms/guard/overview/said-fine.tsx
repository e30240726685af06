import { useState } from 'react';
import { Alert, App, Input, Modal } from 'antd';
import { toProblem } from '@/shared/api/problem';
import { useText } from './text';
import { useAct } from './use-overview';

const mostNote = 300;

type SaidFineProps = { slice: string; rule: string; body: object; onDone: () => void };

/** "This was fine": told to whoever keeps the rules, with a word if one likes. */
export const SaidFine = ({ slice, rule, body, onDone }: SaidFineProps) => {
  const t = useText();
  const { message } = App.useApp();
  const [note, setNote] = useState('');
  const act = useAct('/disputes', () => {
    void message.success(t('fineSent'));
    onDone();
  });
  return (
    <Modal
      open
      title={t('fineTitle')}
      okText={t('fineSend')}
      cancelText={t('cancel')}
      confirmLoading={act.isPending}
      onOk={() => act.mutate({ ...body, ...(note.trim() === '' ? {} : { note: note.trim() }) })}
      onCancel={onDone}
    >
      <p>{t('fineText', { slice, rule })}</p>
      <Input.TextArea
        autoFocus
        rows={2}
        maxLength={mostNote}
        aria-label={t('fineNote')}
        placeholder={t('fineNote')}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      {act.isError && <Alert type="error" showIcon title={toProblem(act.error).detail} />}
    </Modal>
  );
};
