import { useState } from 'react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, App, Form, Input, Modal } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { Loading } from '@/shared/ui/states';
import css from './customers.module.css';
import { useText } from './text';
import type { Consequences, Customer } from './wire';

type EraseCustomerProps = { customer: Customer; onErased: () => void; onCancel: () => void };

/** There is no undo: what is lost and what stays is read first, and the number is typed to confirm. */
export const EraseCustomer = ({ customer, onErased, onCancel }: EraseCustomerProps) => {
  const t = useText();
  const { message } = App.useApp();
  const [reason, setReason] = useState('');
  const [number, setNumber] = useState('');
  const consequences = useQuery({
    queryKey: ['customer-erasure', customer.id],
    queryFn: ({ signal }) => api.get<Consequences>(`/api/shop/buyers/${customer.id}/erasure`, { signal }),
    staleTime: 0,
  });
  const erase = useMutation({
    mutationFn: () => api.post(`/api/shop/buyers/${customer.id}/erase`, { reason, number: Number(number) }),
    onSuccess: () => {
      void message.success(t('erased'));
      onErased();
    },
  });
  const isReady = consequences.isSuccess && reason.trim().length >= 2 && number.trim() === String(customer.number);
  const problem = consequences.error ?? erase.error;
  return (
    <Modal
      open
      title={t('eraseTitle')}
      okText={t('eraseNow')}
      okButtonProps={{ danger: true, disabled: !isReady, loading: erase.isPending }}
      onOk={() => erase.mutate()}
      onCancel={onCancel}
    >
      <p>{t('eraseText')}</p>
      {consequences.isPending && <Loading rows={2} />}
      {consequences.isSuccess && <Lost rooms={consequences.data.rooms} />}
      <p>{t('eraseKept')}</p>
      <Form layout="vertical">
        <Form.Item label={t('reason')} htmlFor="erase-reason">
          <Input id="erase-reason" maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Form.Item>
        <Form.Item label={t('eraseConfirm', { number: customer.number })} htmlFor="erase-number">
          <Input
            id="erase-number"
            inputMode="numeric"
            autoComplete="off"
            value={number}
            onChange={(event) => setNumber(event.target.value)}
          />
        </Form.Item>
      </Form>
      {problem !== null && <Alert type="error" title={toProblem(problem).detail} />}
    </Modal>
  );
};

const Lost = ({ rooms }: { rooms: Consequences['rooms'] }) => {
  const t = useText();
  const lines = Object.values(rooms).flatMap((counts) => Object.entries(counts));
  const say = (what: string, n: number): string => {
    switch (what) {
      case 'records':
        return t('count_records', { n });
      case 'identities':
        return t('count_identities', { n });
      case 'conversations':
        return t('count_conversations', { n });
      case 'messages':
        return t('count_messages', { n });
      case 'orders':
        return t('count_orders', { n });
      case 'imported':
        return t('count_imported', { n });
      case 'losses':
        return t('count_losses', { n });
      case 'files':
        return t('count_files', { n });
      default:
        return t('count_other', { what, n });
    }
  };
  return (
    <>
      {t('eraseLost')}
      <ul className={css['lost']}>
        {lines.map(([what, n]) => (
          <li key={what}>{say(what, n)}</li>
        ))}
      </ul>
    </>
  );
};
