import { App, Form, Input, Modal, Radio } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useText } from './text';
import css from './people.module.css';

const kinds = ['phone', 'network', 'computer', 'system'] as const;

type Fault = { what: string; reporter?: string; kind?: (typeof kinds)[number] };

type DialogProps = { open: boolean; asksWho: boolean; asksKind?: boolean; onClose: () => void };

/** Reports a fault of computer, network or page; also for somebody who cannot sign in. */
export const FaultDialog = ({ open, asksWho, asksKind = false, onClose }: DialogProps) => {
  const t = useText();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fault>();
  const send = async ({ kind, what: said, ...fault }: Fault) => {
    const what = kind === undefined ? said : t('faultOfKind', { kind: t(`fault-${kind}`), what: said });
    try {
      await api.post('/api/people/faults', { ...fault, what, page: window.location.pathname });
      void message.success(t(asksKind ? 'faultTold' : 'sent'));
      form.resetFields();
      onClose();
    } catch (error) {
      void message.error(toProblem(error).detail);
    }
  };
  return (
    <Modal
      open={open}
      title={t('reportFault')}
      okText={t('send')}
      cancelText={t('cancel')}
      onOk={() => form.submit()}
      onCancel={onClose}
      forceRender
    >
      <p className={css['lead']}>{t('reportFaultHint')}</p>
      <Form form={form} layout="vertical" onFinish={(fault) => void send(fault)}>
        {asksKind && (
          <Form.Item name="kind" label={t('faultKind')} initialValue="phone">
            <Radio.Group options={kinds.map((kind) => ({ value: kind, label: t(`fault-${kind}`) }))} />
          </Form.Item>
        )}
        {asksWho && (
          <Form.Item name="reporter" label={t('faultWho')} rules={[{ required: true, message: t('required') }]}>
            <Input maxLength={60} />
          </Form.Item>
        )}
        <Form.Item name="what" label={t('faultWhat')} rules={[{ required: true, message: t('required') }]}>
          <Input.TextArea rows={4} maxLength={980} />
        </Form.Item>
      </Form>
    </Modal>
  );
};
