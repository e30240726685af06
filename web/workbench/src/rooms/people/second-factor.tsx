import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, Modal, QRCode } from 'antd';
import { api } from '@/shared/api/client';
import { Section } from '@/shared/ui/page';
import { copyText } from '@/shared/ui/copy-text';
import { useText } from './text';
import { useSubmit } from './use-submit';
import css from './people.module.css';

type Started = { secret: string; uri: string };
type Act = 'on' | 'off' | 'codes';
type Typed = { password: string; code: string };

/** Turning the authenticator on (password, QR code, first code, recovery codes) and off. The QR code is drawn here. */
export const SecondFactor = ({ isOn }: { isOn: boolean }) => {
  const t = useText();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<Typed>();
  const [act, setAct] = useState<Act | null>(null);
  const [started, setStarted] = useState<Started | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const close = () => {
    setAct(null);
    setStarted(null);
    setCodes(null);
    form.resetFields();
    void queries.invalidateQueries({ queryKey: ['people', 'session'] });
  };
  const { busy, problem, submit } = useSubmit(form, async (typed) => {
    if (act === 'off') {
      await api.post('/api/people/me/second-factor/off', typed);
      void message.success(t('turnedOff'));
      close();
    } else if (act === 'codes') {
      setCodes((await api.post<{ recoveryCodes: string[] }>('/api/people/me/recovery-codes', typed)).recoveryCodes);
    } else if (started === null) {
      setStarted(await api.post<Started>('/api/people/me/second-factor', typed));
    } else {
      setCodes(
        (await api.post<{ recoveryCodes: string[] }>('/api/people/me/second-factor/confirm', typed)).recoveryCodes,
      );
    }
  });
  const needed = [{ required: true, message: t('required') }];
  const copy = async () => {
    if (await copyText((codes ?? []).join('\n'))) void message.success(t('copied'));
    else void message.warning(t('copyByHand'));
  };
  return (
    <Section title={t('secondFactor')}>
      <p className={css['lead']}>{isOn ? t('secondFactorOn') : t('secondFactorOff')}</p>
      <div className={css['row']}>
        <Button onClick={() => setAct(isOn ? 'off' : 'on')}>{isOn ? t('turnOff') : t('turnOn')}</Button>
        {isOn && (
          <Button type="text" onClick={() => setAct('codes')}>
            {t('renewCodes')}
          </Button>
        )}
      </div>
      <Modal
        open={act !== null}
        title={codes === null ? t('secondFactor') : t('recoveryTitle')}
        onCancel={close}
        footer={
          codes === null ? (
            <Button type="primary" loading={busy} onClick={() => form.submit()}>
              {act === 'off' ? t('turnOff') : started === null ? t('next') : t('confirm')}
            </Button>
          ) : (
            <div className={css['row']}>
              <Button onClick={() => void copy()}>{t('copy')}</Button>
              <Button type="primary" onClick={close}>
                {t('done')}
              </Button>
            </div>
          )
        }
        forceRender
      >
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          style={codes === null ? {} : { display: 'none' }}
          onFinish={(typed) => void submit(typed)}
        >
          {started === null && (
            <Form.Item name="password" label={t('presentPassword')} rules={needed}>
              <Input.Password autoComplete="current-password" maxLength={128} />
            </Form.Item>
          )}
          {started !== null && (
            <>
              <p className={css['lead']}>{t('scan')}</p>
              <QRCode value={started.uri} size={184} errorLevel="M" color="#000" bgColor="#fff" />
              <p className={css['codes']}>{started.secret.match(/.{1,4}/g)?.join(' ')}</p>
              <Form.Item name="code" label={t('enterFirstCode')} rules={needed}>
                <Input inputMode="numeric" autoComplete="one-time-code" maxLength={9} autoFocus />
              </Form.Item>
            </>
          )}
          {problem !== null && <Alert type="error" showIcon title={problem.detail} />}
        </Form>
        {codes !== null && (
          <>
            <p className={css['lead']}>{t('recoveryText')}</p>
            <div className={css['codes']}>
              {codes.map((code) => (
                <span key={code}>{code}</span>
              ))}
            </div>
          </>
        )}
      </Modal>
    </Section>
  );
};
