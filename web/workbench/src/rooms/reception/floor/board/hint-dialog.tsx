import { useState } from 'react';
import { Alert, App, Input, Modal } from 'antd';
import { toProblem } from '@/shared/api/problem';
import css from '../floor.module.css';
import { useText } from '../text';
import { useTalkAct } from './use-floor';
import type { WaitingRow } from './wire';

type DialogProps = { row: WaitingRow; isWhisper: boolean; onDone: () => void };

/** A private line for the agent, in the record of the conversation; the buyer never sees it. */
export const HintDialog = ({ row, isWhisper, onDone }: DialogProps) => {
  const t = useText();
  const { message } = App.useApp();
  const [text, setText] = useState('');
  const act = useTalkAct(() => {
    void message.success(t('hinted'));
    onDone();
  });
  return (
    <Modal
      open
      title={t('hintTitle', { name: row.assigneeName ?? '' })}
      okButtonProps={{ disabled: text.trim() === '', loading: act.isPending }}
      onOk={() => act.mutate({ c: row.id, act: isWhisper ? 'whisper' : 'messages', text: text.trim() })}
      onCancel={onDone}
    >
      <p className={css['hint']}>{t('hintText', { name: row.buyerName, line: row.lastText })}</p>
      <Input.TextArea
        autoFocus
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={500}
        value={text}
        aria-label={t('hint')}
        onChange={(event) => setText(event.target.value)}
      />
      {act.isError && <Alert type="error" title={toProblem(act.error).detail} />}
    </Modal>
  );
};
