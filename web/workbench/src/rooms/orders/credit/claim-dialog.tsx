import { Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { api } from '@/shared/api/client';
import { useShop } from '@/shared/session';
import css from '../orders.module.css';
import { useCreditText } from './text';
import { useCreditAct } from './use-credit';

type Fields = { reason: string; messages?: string; buyerAccount?: string };

type ClaimDialogProps = { order: string; kind: 'claim' | 'dispute'; onClose: () => void };

/** "It is mine", or "this is wrong": the reason, and what proves it. */
export const ClaimDialog = ({ order, kind, onClose }: ClaimDialogProps) => {
  const t = useCreditText();
  const shop = useShop();
  const act = useCreditAct();
  const [form] = Form.useForm<Fields>();
  const [busy, setBusy] = useState(false);
  const send = async ({ reason, messages = '', buyerAccount = '' }: Fields) => {
    setBusy(true);
    const cited = messages
      .split(/[\s,，、]+/)
      .map((id) => id.trim())
      .filter((id) => id !== '');
    const isSent = await act(
      () =>
        api.post('/api/orders/claims', {
          shop: shop.id,
          order,
          kind,
          reason,
          messages: cited,
          buyerAccount: buyerAccount.trim() === '' ? null : buyerAccount,
        }),
      t('sent'),
    );
    setBusy(false);
    if (isSent) onClose();
  };
  return (
    <Modal
      open
      title={t(kind === 'claim' ? 'claimTitle' : 'disputeTitle')}
      okText={t('send')}
      confirmLoading={busy}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p className={css['quiet']}>{t(kind === 'claim' ? 'claimHint' : 'disputeHint')}</p>
      <Form form={form} layout="vertical" onFinish={(values) => void send(values)}>
        <Form.Item
          name="reason"
          label={t('reason')}
          rules={[{ required: true, whitespace: true, message: t('reasonNeeded') }]}
        >
          <Input.TextArea autoFocus rows={4} maxLength={1000} showCount />
        </Form.Item>
        <Form.Item name="messages" label={t('messagesLabel')}>
          <Input.TextArea rows={2} />
        </Form.Item>
        {kind === 'claim' && (
          <Form.Item name="buyerAccount" label={t('buyerAccount')}>
            <Input maxLength={100} />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
};
