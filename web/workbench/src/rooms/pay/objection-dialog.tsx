import { Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { api } from '@/shared/api/client';
import { useShop } from '@/shared/session';
import { money } from './money';
import css from './pay.module.css';
import { useText } from './text';
import { usePayAct } from './use-pay';
import type { Slip, SlipLine } from './wire';

type Fields = { reason: string; evidence?: string };

/** "This line is wrong": why, and what proves it. The orders of the line are there already. */
export const ObjectionDialog = ({ slip, line, onClose }: { slip: Slip; line: SlipLine; onClose: () => void }) => {
  const t = useText();
  const shop = useShop();
  const act = usePayAct();
  const [form] = Form.useForm<Fields>();
  const [busy, setBusy] = useState(false);
  const events = (slip.progress?.events ?? []).filter((event) => line.facts.includes(event.subject));
  const orders = [...new Set(events.flatMap((event) => (event.order === null ? [] : [`orders:${event.order}`])))];
  const send = async ({ reason, evidence = '' }: Fields) => {
    setBusy(true);
    const isSent = await act(
      () =>
        api.post('/api/pay/objections', {
          shop: shop.id,
          month: slip.month,
          code: line.code,
          reason,
          evidence: evidence
            .split('\n')
            .map((one) => one.trim())
            .filter((one) => one !== ''),
        }),
      t('objectionSent'),
    );
    setBusy(false);
    if (isSent) onClose();
  };
  return (
    <Modal
      open
      title={t('objectTitle', { name: line.name, amount: money(line.amount) })}
      okText={t('send')}
      confirmLoading={busy}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p className={css['quiet']}>{t('objectHint')}</p>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ evidence: orders.join('\n') }}
        onFinish={(values) => void send(values)}
      >
        <Form.Item
          name="reason"
          label={t('reason')}
          rules={[{ required: true, whitespace: true, message: t('reasonNeeded') }]}
        >
          <Input.TextArea autoFocus rows={4} maxLength={1000} showCount />
        </Form.Item>
        <Form.Item name="evidence" label={t('evidence')} extra={t('evidenceHint')}>
          <Input.TextArea rows={3} />
        </Form.Item>
      </Form>
    </Modal>
  );
};
