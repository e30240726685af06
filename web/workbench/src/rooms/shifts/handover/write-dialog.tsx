import { useState } from 'react';
import { Alert, App, Checkbox, Form, Input, Modal, Segmented } from 'antd';
import { newId } from '@/shared/api/id';
import { toProblem } from '@/shared/api/problem';
import { useShop } from '@/shared/session';
import css from './handover.module.css';
import { useText } from './text';
import { useHandoverAct } from './use-handover';
import { logLevels, logSorts, type LogLevel, type LogSort } from './wire';

type Values = { sort: LogSort; level: LogLevel; cause: string; course: string; result: string; handled: boolean };

/** An event or an instruction: without cause, course and result it cannot be saved. */
export const WriteDialog = ({ onDone }: { onDone: () => void }) => {
  const t = useText();
  const shop = useShop();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const [id] = useState(() => newId(Date.now()));
  const act = useHandoverAct(() => {
    void message.success(t('saved'));
    onDone();
  });
  const rules = [{ required: true, whitespace: true, message: t('required') }];
  return (
    <Modal
      open
      title={t('writeTitle')}
      okText={t('save')}
      okButtonProps={{ loading: act.isPending }}
      mask={{ closable: false }}
      onOk={() => form.submit()}
      onCancel={onDone}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ sort: 'event', level: 'normal', cause: '', course: '', result: '', handled: false }}
        onFinish={(values) => act.mutate({ path: '/log', body: { ...values, id, shop: shop.id } })}
      >
        <div className={css['pair']}>
          <Form.Item name="sort" label={t('sort')}>
            <Segmented options={logSorts.map((value) => ({ value, label: t(`sort-${value}`) }))} />
          </Form.Item>
          <Form.Item name="level" label={t('level')} tooltip={t('blocksFrom')}>
            <Segmented options={logLevels.map((value) => ({ value, label: t(`level-${value}`) }))} />
          </Form.Item>
        </div>
        <Form.Item name="cause" label={t('cause')} rules={rules}>
          <Input.TextArea
            autoFocus
            autoSize={{ minRows: 1, maxRows: 4 }}
            maxLength={1000}
            placeholder={t('causeHint')}
          />
        </Form.Item>
        <Form.Item name="course" label={t('course')} rules={rules}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={1000} placeholder={t('courseHint')} />
        </Form.Item>
        <Form.Item name="result" label={t('result')} rules={rules}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={1000} placeholder={t('resultHint')} />
        </Form.Item>
        <Form.Item name="handled" valuePropName="checked">
          <Checkbox>{t('isHandled')}</Checkbox>
        </Form.Item>
      </Form>
      {act.isError && <Alert type="error" title={toProblem(act.error).detail} />}
    </Modal>
  );
};
