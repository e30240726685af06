import { Alert, App, Form, Input, InputNumber, Modal, Select } from 'antd';
import { toProblem } from '@/shared/api/problem';
import { useShop } from '@/shared/session';
import { clockTime, dayKey } from '@/shared/time/format';
import { useNow } from '@/shared/time/now';
import { MomentPicker } from '@/shared/ui/pickers';
import css from './incidents.module.css';
import { useText } from './text';
import { useAct } from './use-incidents';
import type { IncidentList } from './wire';

type Entry = {
  person: string;
  at: string;
  kind: string;
  orderId?: string;
  stage?: string;
  value?: number;
  loss?: string;
  note: string;
};

/** A mistake that somebody saw: a proposal like all others until it is decided. */
export const EnterDialog = ({ list, onDone }: { list: IncidentList; onDone: () => void }) => {
  const t = useText();
  const { zone, id: shop } = useShop();
  const now = new Date(useNow()).toISOString();
  const { message } = App.useApp();
  const [form] = Form.useForm<Entry>();
  const kindName = Form.useWatch('kind', form);
  const kind = list.kinds.find((one) => one.kind === kindName);
  const enter = useAct('', () => {
    void message.success(t('entered'));
    onDone();
  });
  const required = [{ required: true, message: t('required') }];
  return (
    <Modal
      open
      title={t('enter')}
      okText={t('enter')}
      okButtonProps={{ loading: enter.isPending }}
      onOk={() => form.submit()}
      onCancel={onDone}
    >
      <p className={css['hint']}>{t('enterHint')}</p>
      {list.kinds.length === 0 && <Alert type="info" title={t('noKinds')} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ at: `${dayKey(now, zone)}T${clockTime(now, zone)}` }}
        onFinish={(values) => enter.mutate({ ...values, shop })}
      >
        <div className={css['pair']}>
          <Form.Item name="person" label={t('person')} rules={required}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={list.people.map((one) => ({ value: one.person, label: `${one.name} ${one.number}` }))}
            />
          </Form.Item>
          <Form.Item name="at" label={t('at')} rules={required}>
            <MomentPicker className={css['wide']} />
          </Form.Item>
          <Form.Item name="kind" label={t('kind')} rules={required}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={list.kinds.map((one) => ({ value: one.kind, label: one.name }))}
            />
          </Form.Item>
          <Form.Item name="orderId" label={t('order')}>
            <Input maxLength={64} />
          </Form.Item>
          {kind !== undefined && kind.stages.length > 0 && (
            <Form.Item name="stage" label={t('stage')} rules={required}>
              <Select options={kind.stages.map((value) => ({ value, label: t(`stage-${value}` as 'stage-loss') }))} />
            </Form.Item>
          )}
          {kind?.needsValue === true && (
            <Form.Item name="value" label={kind.isSetByPerson ? t('amount') : t('value')} rules={required}>
              <InputNumber min={0} className={css['wide'] ?? ''} />
            </Form.Item>
          )}
          {kind?.hasLoss === true && (
            <Form.Item name="loss" label={t('loss')}>
              <Input inputMode="decimal" maxLength={16} />
            </Form.Item>
          )}
        </div>
        <Form.Item name="note" label={t('note')} rules={required}>
          <Input.TextArea rows={3} maxLength={500} placeholder={t('noteHint')} />
        </Form.Item>
      </Form>
      {enter.isError && <Alert type="error" title={toProblem(enter.error).detail} />}
    </Modal>
  );
};
