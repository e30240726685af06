import { useState, type ReactNode } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Form, Input, Modal } from 'antd';
import { toProblem } from '@/shared/api/problem';
import css from '../shifts.module.css';
import { useText } from '../text';

type ReasonDialogProps = {
  title: string;
  hint: string;
  isReady?: boolean;
  /** What is read anew afterwards. */
  changes: readonly (readonly unknown[])[];
  save: (reason: string) => Promise<unknown>;
  onDone: () => void;
  children: ReactNode;
};

/** A change of who gets how many, with the reason that everybody reads. */
export const ReasonDialog = ({ title, hint, isReady = true, changes, save, onDone, children }: ReasonDialogProps) => {
  const t = useText();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [reason, setReason] = useState('');
  const act = useMutation({
    mutationFn: () => save(reason.trim()),
    onSuccess: () => {
      for (const queryKey of changes) void client.invalidateQueries({ queryKey });
      void message.success(t('saved'));
      onDone();
    },
  });
  return (
    <Modal
      open
      title={title}
      okButtonProps={{ disabled: !isReady || reason.trim() === '', loading: act.isPending }}
      onOk={() => act.mutate()}
      onCancel={onDone}
    >
      <p className={css['hint']}>{hint}</p>
      <Form layout="vertical" size="small">
        {children}
        <Form.Item label={t('reason')} required>
          <Input
            maxLength={100}
            placeholder={t('shareReason')}
            aria-label={t('reason')}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Form.Item>
      </Form>
      {act.isError && <Alert type="error" title={toProblem(act.error).detail} />}
    </Modal>
  );
};
