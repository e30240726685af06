import { App, Form, Input, Modal } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useText } from './text';
import css from './people.module.css';

type Fault = { what: string; reporter?: string };

/** Reports a fault of computer, network or page; also for somebody who cannot sign in. */
export const FaultDialog = ({ open, asksWho, onClose }: { open: boolean; asksWho: boolean; onClose: () => void }) => {
  const t = useText();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fault>();
  const send = async (fault: Fault) => {
    try {
      await api.post('/api/people/faults', { ...fault, page: window.location.pathname });
      void message.success(t('sent'));
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
        {asksWho && (
          <Form.Item name="reporter" label={t('faultWho')} rules={[{ required: true, message: t('required') }]}>
            <Input maxLength={60} />
          </Form.Item>
        )}
        <Form.Item name="what" label={t('faultWhat')} rules={[{ required: true, message: t('required') }]}>
          <Input.TextArea rows={4} maxLength={1000} />
        </Form.Item>
      </Form>
    </Modal>
  );
};
