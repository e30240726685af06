import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Checkbox, Collapse, Form, Input, Modal } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useLanguage } from '@/shared/i18n/language';
import { useMay } from '@/shared/session';
import { Page, Section } from '@/shared/ui/page';
import { LoadFailed, Loading } from '@/shared/ui/states';
import { PeopleTabs } from './people-tabs';
import { useText } from './text';
import { useSubmit } from './use-submit';
import css from './people.module.css';
import type { OwnRole, Permission, Roles } from './wire';

/** Preset roles to read, own roles to make: one permission per act. */
export const RolesPage = () => {
  const t = useText();
  const spoken = useLanguage();
  const mayEdit = useMay('people.role.edit');
  const queries = useQueryClient();
  const { message, modal } = App.useApp();
  const [editing, setEditing] = useState<OwnRole | 'new' | null>(null);
  const roles = useQuery({ queryKey: ['people', 'roles'], queryFn: () => api.get<Roles>('/api/people/roles') });
  if (roles.error !== null) return <LoadFailed error={roles.error} onRetry={() => void roles.refetch()} />;
  if (roles.data === undefined) return <Loading />;
  const { permissions, presets, roles: own } = roles.data;
  const names = (codes: string[]) =>
    permissions.filter((p) => codes.includes(p.code)).map((p) => (spoken === 'en' ? p.en : p.zh));
  const close = (role: OwnRole) =>
    modal.confirm({
      title: t('closeRoleAsk', { role: role.name }),
      okText: t('closeRole'),
      cancelText: t('cancel'),
      onOk: async () => {
        try {
          await api.delete(`/api/people/roles/${role.id}`);
          await queries.invalidateQueries({ queryKey: ['people', 'roles'] });
        } catch (error) {
          void message.error(toProblem(error).detail);
        }
      },
    });
  return (
    <Page
      title={t('rolesTitle')}
      actions={
        mayEdit && (
          <Button type="primary" onClick={() => setEditing('new')}>
            {t('addRole')}
          </Button>
        )
      }
    >
      <PeopleTabs />
      <Section title={t('ownRoles')}>
        {own.length === 0 && <p className={css['quiet']}>{t('noOwnRoles')}</p>}
        {own.map((role) => (
          <div key={role.id} className={css['between']}>
            <span className={css['grow']} title={names(role.permissions).join(' ')}>
              {role.name}{' '}
              <span className={css['quiet']}>
                {t('permissionCount', { count: role.permissions.length })} · {t('peopleCount', { count: role.people })}
              </span>
            </span>
            {mayEdit && (
              <Button size="small" type="text" onClick={() => setEditing(role)}>
                {t('edit')}
              </Button>
            )}
            {mayEdit && (
              <Button size="small" type="text" danger onClick={() => close(role)}>
                {t('closeRole')}
              </Button>
            )}
          </div>
        ))}
      </Section>
      <Section title={t('presetRoles')}>
        <p className={css['quiet']}>{t('presetText')}</p>
        <Collapse
          ghost
          size="small"
          items={presets.map((preset) => ({
            key: preset.preset,
            label: spoken === 'en' ? preset.en : preset.zh,
            extra: <span className={css['quiet']}>{t('permissionCount', { count: preset.permissions.length })}</span>,
            children: names(preset.permissions).map((name) => <div key={name}>{name}</div>),
          }))}
        />
      </Section>
      {editing !== null && (
        <RoleDialog
          role={editing === 'new' ? null : editing}
          permissions={permissions}
          onClose={() => setEditing(null)}
        />
      )}
    </Page>
  );
};

type RoleDialogProps = { role: OwnRole | null; permissions: Permission[]; onClose: () => void };

const RoleDialog = ({ role, permissions, onClose }: RoleDialogProps) => {
  const t = useText();
  const spoken = useLanguage();
  const queries = useQueryClient();
  const [form] = Form.useForm<{ name: string; permissions: string[] }>();
  const { busy, problem, submit } = useSubmit(form, async (typed) => {
    if (role === null) await api.post('/api/people/roles', typed);
    else await api.put(`/api/people/roles/${role.id}`, typed);
    await queries.invalidateQueries({ queryKey: ['people', 'roles'] });
    onClose();
  });
  const needed = [{ required: true, message: t('required') }];
  return (
    <Modal
      open
      title={role === null ? t('addRole') : role.name}
      okText={t('save')}
      cancelText={t('cancel')}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ name: role?.name ?? '', permissions: role?.permissions ?? [] }}
        onFinish={(typed) => void submit(typed)}
      >
        <Form.Item name="name" label={t('name')} rules={needed}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="permissions" label={t('permissions')} rules={needed}>
          <Checkbox.Group
            style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(200px, 1fr))', gap: 6 }}
            options={permissions.map((p) => ({ value: p.code, label: spoken === 'en' ? p.en : p.zh }))}
          />
        </Form.Item>
        {problem !== null && <Alert type="error" showIcon title={problem.detail} />}
      </Form>
    </Modal>
  );
};
