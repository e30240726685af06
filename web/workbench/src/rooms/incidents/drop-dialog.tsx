import { useState } from 'react';
import { Alert, App, Input, Modal } from 'antd';
import { toProblem } from '@/shared/api/problem';
import { useText } from './text';
import { useAct } from './use-incidents';

/** Several at once, with one reason that everybody concerned reads. */
export const DropDialog = ({ ids, onDone }: { ids: string[]; onDone: () => void }) => {
  const t = useText();
  const { message } = App.useApp();
  const [reason, setReason] = useState('');
  const drop = useAct<{ count: number; left: number }>('/drop', ({ count, left }) => {
    void message.success(left === 0 ? t('droppedAll', { n: count }) : t('droppedSome', { n: count, left }));
    onDone();
  });
  return (
    <Modal
      open
      title={t('dropTitle', { n: ids.length })}
      okText={t('drop')}
      okButtonProps={{ disabled: reason.trim() === '', loading: drop.isPending }}
      onOk={() => drop.mutate({ ids, reason })}
      onCancel={onDone}
    >
      <Input.TextArea
        autoFocus
        rows={2}
        maxLength={500}
        placeholder={t('dropReason')}
        aria-label={t('reason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {drop.isError && <Alert type="error" title={toProblem(drop.error).detail} />}
    </Modal>
  );
};
