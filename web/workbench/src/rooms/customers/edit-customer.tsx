import { useState } from 'react';
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, Modal } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useSharedText } from '@/shared/i18n/shared-text';
import css from './customers.module.css';
import { OwnFieldInput } from './dossier/own-field-input';
import { useScheme } from './dossier/use-dossier';
import { useText } from './text';
import type { Customer } from './wire';

type EditCustomerProps = { customer: Customer; onSaved: (fresh: Customer) => void; onCancel: () => void };

/** Shows the masks; a mask that is sent back unchanged leaves what the server holds. */
export const EditCustomer = ({ customer, onSaved, onCancel }: EditCustomerProps) => {
  const t = useText();
  const shared = useSharedText();
  const { message } = App.useApp();
  const [values, setValues] = useState({
    nick: customer.nick ?? '',
    name: customer.name.shown ?? '',
    tel: customer.tel.shown ?? '',
    email: customer.email.shown ?? '',
    address: customer.address.shown ?? '',
    note: customer.note ?? '',
  });
  const [own, setOwn] = useState(
    customer.fields
      .filter((field) => field.kind === null)
      .map((field) => ({ key: field.key, value: field.value.shown ?? '' })),
  );
  const [ours, setOurs] = useState<Record<string, string>>(
    Object.fromEntries(customer.fields.filter((f) => f.kind !== null).map((f) => [f.key, f.value.shown ?? ''])),
  );
  const scheme = useScheme();
  const save = useMutation({
    mutationFn: () =>
      api.post<Customer>(`/api/shop/buyers/${customer.id}/edit`, {
        version: customer.version,
        ...values,
        fields: {
          ...Object.fromEntries(own.filter((f) => f.key.trim() !== '').map((f) => [f.key.trim(), f.value])),
          ...ours,
        },
      }),
    onSuccess: (fresh) => {
      void message.success(t('saved'));
      onSaved(fresh);
    },
  });
  const line = (name: keyof typeof values, label: string, limit: number) => (
    <Form.Item label={label} htmlFor={`customer-${name}`}>
      <Input
        id={`customer-${name}`}
        maxLength={limit}
        value={values[name]}
        onChange={(event) => setValues({ ...values, [name]: event.target.value })}
      />
    </Form.Item>
  );
  const change = (at: number, part: Partial<(typeof own)[number]>) =>
    setOwn(own.map((field, i) => (i === at ? { ...field, ...part } : field)));
  return (
    <Modal
      open
      title={t('editTitle')}
      okText={shared('save')}
      okButtonProps={{ loading: save.isPending }}
      onOk={() => save.mutate()}
      onCancel={onCancel}
    >
      <p className={css['hint']}>{t('editHint')}</p>
      <Form layout="vertical">
        {line('nick', t('nick'), 100)}
        {line('name', t('realName'), 100)}
        {line('tel', t('tel'), 40)}
        {line('email', t('email'), 200)}
        {line('address', t('address'), 300)}
        <Form.Item label={t('noteTitle')} htmlFor="customer-note">
          <Input.TextArea
            id="customer-note"
            maxLength={2000}
            autoSize={{ minRows: 2, maxRows: 6 }}
            value={values.note}
            onChange={(event) => setValues({ ...values, note: event.target.value })}
          />
        </Form.Item>
        {customer.fields
          .filter((field) => field.kind !== null)
          .map((field) => (
            <Form.Item key={field.key} label={field.name}>
              <OwnFieldInput
                name={field.name}
                kind={field.kind ?? 'text'}
                choices={scheme.data?.scheme.fields.find((one) => one.key === field.key)?.choices ?? []}
                value={ours[field.key] ?? ''}
                onChange={(value) => setOurs({ ...ours, [field.key]: value })}
              />
            </Form.Item>
          ))}
        <Form.Item label={t('own')}>
          {own.map((field, at) => (
            <div key={at} className={css['own']}>
              <Input
                aria-label={t('fieldName')}
                placeholder={t('fieldName')}
                maxLength={40}
                value={field.key}
                onChange={(event) => change(at, { key: event.target.value })}
              />
              <Input
                aria-label={t('fieldValue')}
                placeholder={t('fieldValue')}
                maxLength={500}
                value={field.value}
                onChange={(event) => change(at, { value: event.target.value })}
              />
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t('removeField')}
                onClick={() => setOwn(own.filter((_, i) => i !== at))}
              />
            </div>
          ))}
          {own.length < 30 && (
            <Button type="dashed" icon={<PlusOutlined />} onClick={() => setOwn([...own, { key: '', value: '' }])}>
              {t('addField')}
            </Button>
          )}
        </Form.Item>
      </Form>
      {save.isError && <Alert type="error" title={toProblem(save.error).detail} />}
    </Modal>
  );
};
