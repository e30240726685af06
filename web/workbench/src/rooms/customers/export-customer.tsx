import { useState } from 'react';
import { useMutation } from '@tanstack/react-query';
import { Alert, App, Input, Modal } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useText } from './text';
import type { Customer } from './wire';

/** Everything held about the customer as one file, for a reason. */
export const ExportCustomer = ({ customer, onDone }: { customer: Customer; onDone: () => void }) => {
  const t = useText();
  const { message } = App.useApp();
  const [reason, setReason] = useState('');
  const run = useMutation({
    mutationFn: () => api.post<unknown>(`/api/shop/buyers/${customer.id}/export`, { reason }),
    onSuccess: (document) => {
      download(`buyer-${customer.number}.json`, JSON.stringify(document, null, 2));
      void message.success(t('exported'));
      onDone();
    },
  });
  return (
    <Modal
      open
      title={t('exportTitle')}
      okText={t('export')}
      okButtonProps={{ disabled: reason.trim().length < 2, loading: run.isPending }}
      onOk={() => run.mutate()}
      onCancel={onDone}
    >
      <p>{t('exportText')}</p>
      <Input
        autoFocus
        maxLength={200}
        placeholder={t('reason')}
        aria-label={t('reason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {run.isError && <Alert type="error" title={toProblem(run.error).detail} />}
    </Modal>
  );
};

const download = (name: string, text: string) => {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
};
