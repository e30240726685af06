import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, AutoComplete, Form, Input, Modal, Select } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useSession, useShop } from '@/shared/session';
import { dayKey } from '@/shared/time/format';
import { useNow } from '@/shared/time/now';
import { MomentPicker } from '@/shared/ui/pickers';
import css from '../shifts.module.css';
import { addDays } from '../roster/days';
import { useRoster } from '../roster/use-roster';
import { useText } from '../text';

type Ask = { person: string; from: string; to: string; kind: string; note?: string };

/** Leave of one's own; a supervisor who took the call records it for somebody. */
export const AskDialog = ({ mayRecord, onDone }: { mayRecord: boolean; onDone: () => void }) => {
  const t = useText();
  const shop = useShop();
  const me = useSession().person;
  const today = dayKey(useNow(), shop.zone);
  const client = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<Ask>();
  const roster = useRoster(today, addDays(today, 1), null);
  const [problem, setProblem] = useState<string | null>(null);
  const ask = useMutation({
    mutationFn: (values: Ask) => api.post('/api/shifts/leave', { ...values, shop: shop.id }),
    onSuccess: async () => {
      await Promise.all([
        client.invalidateQueries({ queryKey: ['leave', shop.id] }),
        client.invalidateQueries({ queryKey: ['roster', shop.id] }),
      ]);
      void message.success(t('leaveAsked'));
      onDone();
    },
    onError: (error) => setProblem(toProblem(error).detail),
  });
  const people = roster.data?.people.map((one) => ({ value: one.person, label: `${one.name} ${one.number}` })) ?? [];
  const required = [{ required: true, message: t('required') }];
  return (
    <Modal
      open
      title={mayRecord ? t('recordLeave') : t('askLeave')}
      okText={t('askLeave')}
      okButtonProps={{ loading: ask.isPending }}
      onOk={() => form.submit()}
      onCancel={onDone}
    >
      <p className={css['hint']}>{t('leaveHint')}</p>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ person: me.id, from: `${today}T09:00`, to: `${today}T18:00` }}
        onFinish={(values) => ask.mutate(values)}
      >
        {mayRecord && (
          <Form.Item name="person" label={t('person')} rules={required}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={
                people.some((one) => one.value === me.id) ? people : [{ value: me.id, label: me.name }, ...people]
              }
            />
          </Form.Item>
        )}
        <div className={css['pair']}>
          <Form.Item name="from" label={t('from')} rules={required}>
            <MomentPicker className={css['wide']} />
          </Form.Item>
          <Form.Item name="to" label={t('to')} rules={required}>
            <MomentPicker className={css['wide']} />
          </Form.Item>
        </div>
        <Form.Item name="kind" label={t('leaveKind')} rules={required}>
          <AutoComplete
            maxLength={20}
            options={(roster.data?.kinds.leave ?? []).map((value) => ({ value }))}
            placeholder={t('leaveKindHint')}
          />
        </Form.Item>
        <Form.Item name="note" label={t('note')}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
      {problem !== null && <Alert type="error" title={problem} />}
    </Modal>
  );
};
