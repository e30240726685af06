import { useEffect, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useNavigate, useSearchParams } from 'react-router';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { language } from '@/shared/i18n/language';
import { Door } from './door';
import { useText } from './text';
import css from './people.module.css';
import type { MySession } from './wire';

type Typed = { account: string; password: string; totp?: string; recoveryCode?: string };
type Step = 'password' | 'totp' | 'recovery';

/** Only a path of this house: an address from outside must not lead away after sign-in. */
const safePath = (to: string | null): string =>
  to !== null && to.startsWith('/') && !to.startsWith('//') && !to.startsWith('/\\') && !to.startsWith('/sign-in')
    ? to
    : '/';

export const SignInPage = () => {
  const t = useText();
  const [form] = Form.useForm<Typed>();
  const [step, setStep] = useState<Step>('password');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [waitSeconds, setWaitSeconds] = useState(0);
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const queries = useQueryClient();

  useEffect(() => {
    void api
      .get<{ needed: boolean }>('/api/people/setup')
      .then((setUp) => (setUp.needed ? navigate('/set-up', { replace: true }) : undefined))
      .catch(() => undefined);
  }, [navigate]);
  useEffect(() => {
    if (waitSeconds === 0) return;
    const timer = window.setTimeout(() => setWaitSeconds((left) => left - 1), 1000);
    return () => window.clearTimeout(timer);
  }, [waitSeconds]);

  const signIn = async (typed: Typed) => {
    setBusy(true);
    setRefusal(null);
    try {
      await api.post('/api/people/session', typed);
      const me = await api.get<MySession>('/api/people/session');
      language.set(me.person.language);
      queries.clear();
      const to = safePath(search.get('to'));
      await navigate(me.mustAcceptNotice ? `/notice?to=${encodeURIComponent(to)}` : to, { replace: true });
    } catch (error) {
      const problem = toProblem(error);
      if (problem.code === 'people.session.second_factor_needed') setStep('totp');
      else if (problem.code === 'people.session.paused') setWaitSeconds(Number(/\d+/.exec(problem.detail)?.[0] ?? 15));
      else setRefusal(problem.detail);
    } finally {
      setBusy(false);
    }
  };
  const needed = [{ required: true, message: t('required') }];
  return (
    <Door title={t('signInTitle')}>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(typed) => void signIn(typed)}>
        <div hidden={step !== 'password'}>
          <Form.Item name="account" label={t('account')} rules={needed}>
            <Input autoComplete="username" autoFocus size="large" maxLength={60} />
          </Form.Item>
          <Form.Item name="password" label={t('password')} rules={needed}>
            <Input.Password autoComplete="current-password" size="large" maxLength={128} />
          </Form.Item>
        </div>
        {step === 'totp' && (
          <Form.Item name="totp" label={t('totp')} extra={t('totpHint')} rules={needed}>
            <Input inputMode="numeric" autoComplete="one-time-code" autoFocus size="large" maxLength={9} />
          </Form.Item>
        )}
        {step === 'recovery' && (
          <Form.Item name="recoveryCode" label={t('recoveryCode')} rules={needed}>
            <Input autoComplete="off" autoFocus size="large" maxLength={30} />
          </Form.Item>
        )}
        {waitSeconds > 0 && <Alert type="warning" showIcon title={t('pausedFor', { seconds: waitSeconds })} />}
        {refusal !== null && waitSeconds === 0 && <Alert type="error" showIcon title={refusal} />}
        <div className={css['foot']}>
          <Button type="primary" htmlType="submit" size="large" block loading={busy} disabled={waitSeconds > 0}>
            {t('signIn')}
          </Button>
          {step === 'totp' && (
            <Button type="link" onClick={() => setStep('recovery')}>
              {t('useRecovery')}
            </Button>
          )}
          {step === 'recovery' && (
            <Button type="link" onClick={() => setStep('totp')}>
              {t('useTotp')}
            </Button>
          )}
          {step !== 'password' && (
            <Button type="link" onClick={() => setStep('password')}>
              {t('back')}
            </Button>
          )}
        </div>
      </Form>
    </Door>
  );
};
