import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Form, Input, Modal } from 'antd';
import { api } from '@/shared/api/client';
import { useShop } from '@/shared/session';
import { LinkDialog } from './link-dialog';
import { RoleFields, toWish, type RoleChoice } from './role-fields';
import { useText } from './text';
import { useSubmit } from './use-submit';
import type { Link } from './wire';

type Typed = RoleChoice & { name: string; account: string; number?: string };

export const AddPerson = ({ open, onClose }: { open: boolean; onClose: () => void }) => {
  const t = useText();
  const shop = useShop();
  const queries = useQueryClient();
  const [form] = Form.useForm<Typed>();
  const [made, setMade] = useState<{ name: string; link: Link } | null>(null);
  const { busy, problem, submit } = useSubmit(form, async (typed) => {
    const added = await api.post<{ name: string; link: Link }>('/api/people/persons', {
      name: typed.name,
      account: typed.account,
      number: typed.number === undefined || typed.number === '' ? null : typed.number,
      roles: [toWish(typed)],
    });
    setMade(added);
    form.resetFields();
    onClose();
    await queries.invalidateQueries({ queryKey: ['people', 'persons'] });
  });
  const needed = [{ required: true, message: t('required') }];
  return (
    <>
      <Modal
        open={open}
        title={t('addPerson')}
        okText={t('save')}
        cancelText={t('cancel')}
        confirmLoading={busy}
        onOk={() => form.submit()}
        onCancel={onClose}
        forceRender
      >
        <Form
          form={form}
          layout="vertical"
          initialValues={{ role: 'p:pre-sales', shopId: shop.id, teamId: '' }}
          onFinish={(typed) => void submit(typed)}
        >
          <Form.Item name="name" label={t('name')} rules={needed}>
            <Input maxLength={40} autoComplete="off" />
          </Form.Item>
          <Form.Item name="account" label={t('account')} rules={needed}>
            <Input maxLength={60} autoComplete="off" />
          </Form.Item>
          <Form.Item name="number" label={t('number')} extra={t('numberHint')}>
            <Input maxLength={20} autoComplete="off" />
          </Form.Item>
          <RoleFields />
          {problem !== null && <Alert type="error" showIcon title={problem.detail} />}
        </Form>
      </Modal>
      <LinkDialog link={made?.link ?? null} name={made?.name ?? ''} onClose={() => setMade(null)} />
    </>
  );
};
