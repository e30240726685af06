import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Segmented } from 'antd';
import { useNavigate } from 'react-router';
import { api } from '@/shared/api/client';
import { useLanguage } from '@/shared/i18n/language';
import { Door } from './door';
import { useText } from './text';
import { useSubmit } from './use-submit';
import css from './people.module.css';
import { shopKinds, type ShopKind } from './wire';

type Typed = {
  code: string;
  organisation: string;
  shopName: string;
  kind: ShopKind;
  ownerName: string;
  account: string;
  password: string;
};

const shortestPassword = 10;

export const SetUpPage = () => {
  const t = useText();
  const spoken = useLanguage();
  const [form] = Form.useForm<Typed>();
  const navigate = useNavigate();
  const setUp = useQuery({
    queryKey: ['people', 'setup'],
    queryFn: () => api.get<{ needed: boolean }>('/api/people/setup'),
  });
  const { busy, problem, submit } = useSubmit(form, async (typed) => {
    await api.post('/api/people/setup', {
      code: typed.code,
      organisation: typed.organisation,
      shop: { name: typed.shopName, kind: typed.kind },
      owner: { name: typed.ownerName, account: typed.account, password: typed.password, language: spoken },
    });
    await navigate('/notice', { replace: true });
  });
  if (setUp.data?.needed === false) {
    return (
      <Door title={t('alreadySetUp')}>
        <Button type="primary" onClick={() => void navigate('/sign-in')}>
          {t('goSignIn')}
        </Button>
      </Door>
    );
  }
  const needed = [{ required: true, message: t('required') }];
  return (
    <Door title={t('setUpTitle')} wide>
      <p className={css['lead']}>{t('setUpIntro')}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ kind: 'shop' }}
        onFinish={(typed) => void submit(typed)}
      >
        <Form.Item name="code" label={t('setUpCode')} extra={t('setUpCodeHint')} rules={needed}>
          <Input autoFocus autoComplete="off" maxLength={40} />
        </Form.Item>
        <Form.Item name="organisation" label={t('organisation')} rules={needed}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="shopName" label={t('shopName')} rules={needed}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="kind" label={t('kind')}>
          <Segmented options={shopKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))} />
        </Form.Item>
        <Form.Item name="ownerName" label={t('ownerName')} rules={needed}>
          <Input autoComplete="name" maxLength={40} />
        </Form.Item>
        <Form.Item name="account" label={t('newAccount')} rules={needed}>
          <Input autoComplete="username" maxLength={60} />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('newPassword')}
          extra={t('newPasswordHint', { length: shortestPassword })}
          rules={needed}
        >
          <Input.Password autoComplete="new-password" maxLength={128} />
        </Form.Item>
        {problem !== null && <Alert type="error" showIcon title={problem.detail} />}
        <div className={css['foot']}>
          <Button type="primary" htmlType="submit" size="large" block loading={busy}>
            {t('createHouse')}
          </Button>
        </div>
      </Form>
    </Door>
  );
};
