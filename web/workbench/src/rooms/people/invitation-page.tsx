import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input } from 'antd';
import { useNavigate } from 'react-router';
import { api } from '@/shared/api/client';
import { Loading, State } from '@/shared/ui/states';
import { Door } from './door';
import { useText } from './text';
import { useSubmit } from './use-submit';
import css from './people.module.css';

type Shown = { kind: 'invitation' | 'reset'; name: string; account: string; passwordLength: number };

/** Sets a password by an invitation or reset link. The secret stands behind the # and is sent in the body only. */
export const InvitationPage = () => {
  const t = useText();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [token] = useState(() => window.location.hash.slice(1));
  const [form] = Form.useForm<{ password: string }>();
  const link = useQuery({
    queryKey: ['people', 'link', token],
    queryFn: () => api.post<Shown>('/api/people/links/show', { token }),
    retry: false,
    staleTime: Infinity,
  });
  const { busy, problem, submit } = useSubmit(form, async ({ password }) => {
    await api.post('/api/people/links/use', { token, password });
    void message.success(t('linkDone'));
    await navigate('/sign-in', { replace: true });
  });
  if (link.error !== null)
    return (
      <Door>
        <State title={t('linkDead')} text={t('linkDeadText')} />
      </Door>
    );
  if (link.data === undefined)
    return (
      <Door>
        <Loading rows={3} />
      </Door>
    );
  const { kind, name, account, passwordLength } = link.data;
  return (
    <Door title={kind === 'invitation' ? t('invitationTitle', { name }) : t('resetTitle')}>
      <p className={css['lead']}>{t('invitationText', { account })}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(typed) => void submit(typed)}>
        <input type="hidden" autoComplete="username" value={account} readOnly />
        <Form.Item
          name="password"
          label={t('newPassword')}
          extra={t('newPasswordHint', { length: passwordLength })}
          rules={[{ required: true, message: t('required') }]}
        >
          <Input.Password autoComplete="new-password" size="large" maxLength={128} autoFocus />
        </Form.Item>
        {problem !== null && <Alert type="error" showIcon title={problem.detail} />}
        <div className={css['foot']}>
          <Button type="primary" htmlType="submit" size="large" block loading={busy}>
            {t('linkSet')}
          </Button>
        </div>
      </Form>
    </Door>
  );
};
