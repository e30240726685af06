import { useState } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, InputNumber, Modal } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useShop } from '@/shared/session';
import css from './goods.module.css';
import { useText } from './text';

type Method = { weights: number[]; seasonLeast: number; seasonMost: number; monthsTried: number };
type Answer = { method: Method; house: Method; isOwn: boolean; maySet: boolean };
type Fields = { weights: string; seasonLeast: number; seasonMost: number; monthsTried: number };

const fieldsOf = (method: Method): Fields => ({ ...method, weights: method.weights.join(':') });
const numbers = (text: string): number[] =>
  text
    .split(/[^0-9]+/)
    .filter((one) => one !== '')
    .map(Number);

/** How the forecast is made, in a sentence; who keeps the shop may change it. */
export const ForecastMethod = () => {
  const t = useText();
  const shop = useShop();
  const [isOpen, setOpen] = useState(false);
  const found = useQuery({
    queryKey: ['goods', 'forecast-method', shop.id],
    queryFn: ({ signal }) => api.get<Answer>('/api/shop/forecast-method', { query: { shop: shop.id }, signal }),
    enabled: shop.id !== '',
  });
  if (found.data === undefined) return null;
  const { method, isOwn, maySet } = found.data;
  return (
    <span className={css['quiet']}>
      {t(isOwn ? 'methodOwn' : 'methodHouse')}
      {t('methodSaid', {
        months: method.weights.length,
        weights: method.weights.join(':'),
        least: method.seasonLeast,
        most: method.seasonMost,
        tried: method.monthsTried,
      })}
      {maySet && (
        <Button type="link" size="small" onClick={() => setOpen(true)}>
          {t('methodSet')}
        </Button>
      )}
      {isOpen && <MethodForm answer={found.data} onDone={() => setOpen(false)} />}
    </span>
  );
};

const MethodForm = ({ answer, onDone }: { answer: Answer; onDone: () => void }) => {
  const t = useText();
  const shop = useShop();
  const client = useQueryClient();
  const [form] = Form.useForm<Fields>();
  const save = useMutation({
    mutationFn: (method: Method | null) => api.post('/api/shop/forecast-method', { shop: shop.id, method }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['goods'] });
      onDone();
    },
  });
  return (
    <Modal
      open
      title={t('methodTitle')}
      okText={t('save')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onDone}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={fieldsOf(answer.method)}
        onFinish={(fields) => save.mutate({ ...fields, weights: numbers(fields.weights) })}
      >
        {save.isError && <Alert type="error" showIcon message={toProblem(save.error).detail} />}
        <Form.Item
          name="weights"
          label={t('methodWeights')}
          extra={t('methodWeightsHint')}
          rules={[{ required: true }]}
        >
          <Input />
        </Form.Item>
        <Form.Item name="seasonLeast" label={t('methodLeast')} rules={[{ required: true }]}>
          <InputNumber min={1} max={100} precision={0} addonAfter="%" />
        </Form.Item>
        <Form.Item name="seasonMost" label={t('methodMost')} rules={[{ required: true }]}>
          <InputNumber min={100} max={1000} precision={0} addonAfter="%" />
        </Form.Item>
        <Form.Item name="monthsTried" label={t('methodTried')} rules={[{ required: true }]}>
          <InputNumber min={1} max={12} precision={0} />
        </Form.Item>
        {answer.isOwn && (
          <Button onClick={() => save.mutate(null)} loading={save.isPending}>
            {t('methodBack', { weights: answer.house.weights.join(':') })}
          </Button>
        )}
      </Form>
    </Modal>
  );
};
