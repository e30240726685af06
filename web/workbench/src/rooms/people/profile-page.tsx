import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, Segmented } from 'antd';
import { Link as RouterLink } from 'react-router';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useLanguage, type Language } from '@/shared/i18n/language';
import { useChooseLanguage } from '@/shared/i18n/use-choose-language';
import { Page, Section } from '@/shared/ui/page';
import { LoadFailed, Loading } from '@/shared/ui/states';
import { FaultDialog } from './fault-dialog';
import { SecondFactor } from './second-factor';
import { SessionList } from './session-list';
import { useText } from './text';
import { useSubmit } from './use-submit';
import css from './people.module.css';
import type { MySession, SessionLine } from './wire';

/** Own facts, password, second factor, devices and data. */
export const ProfilePage = () => {
  const t = useText();
  const [reporting, setReporting] = useState(false);
  const me = useQuery({
    queryKey: ['people', 'session'],
    queryFn: () => api.get<MySession>('/api/people/session'),
  });
  if (me.error !== null) return <LoadFailed error={me.error} onRetry={() => void me.refetch()} />;
  if (me.data === undefined) return <Loading />;
  const { person } = me.data;
  return (
    <Page title={t('profile')} actions={<Button onClick={() => setReporting(true)}>{t('reportFault')}</Button>}>
      <Section>
        <dl className={css['facts']}>
          <dt>{t('name')}</dt>
          <dd>{person.name}</dd>
          <dt>{t('account')}</dt>
          <dd>{person.account}</dd>
          <dt>{t('number')}</dt>
          <dd>{person.number}</dd>
          <dt>{t('language')}</dt>
          <dd>
            <LanguageChoice />
          </dd>
        </dl>
      </Section>
      <ChangePassword account={person.account} />
      <SecondFactor isOn={me.data.hasSecondFactor} />
      <OwnSessions />
      <Section title={t('myData')}>
        <p className={css['lead']}>{t('myDataText')}</p>
        <div className={css['row']}>
          <Button href="/api/people/me/export" download>
            {t('download')}
          </Button>
          <RouterLink to="/notice?to=/account">{t('readNotice')}</RouterLink>
        </div>
      </Section>
      <FaultDialog open={reporting} asksWho={false} onClose={() => setReporting(false)} />
    </Page>
  );
};

const LanguageChoice = () => {
  const t = useText();
  const spoken = useLanguage();
  const choose = useChooseLanguage();
  return (
    <Segmented<Language>
      size="small"
      value={spoken}
      onChange={choose}
      options={[
        { value: 'zh-CN', label: t('chinese') },
        { value: 'en', label: t('english') },
      ]}
    />
  );
};

const ChangePassword = ({ account }: { account: string }) => {
  const t = useText();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<{ present: string; password: string }>();
  const { busy, problem, submit } = useSubmit(form, async (typed) => {
    await api.put('/api/people/me/password', typed);
    form.resetFields();
    void message.success(t('passwordChanged'));
    await queries.invalidateQueries({ queryKey: ['people', 'my-sessions'] });
  });
  const needed = [{ required: true, message: t('required') }];
  return (
    <Section title={t('changePassword')}>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        style={{ maxWidth: 360 }}
        onFinish={(typed) => void submit(typed)}
      >
        <input type="hidden" autoComplete="username" value={account} readOnly />
        <Form.Item name="present" label={t('presentPassword')} rules={needed}>
          <Input.Password autoComplete="current-password" maxLength={128} />
        </Form.Item>
        <Form.Item name="password" label={t('newPassword')} rules={needed}>
          <Input.Password autoComplete="new-password" maxLength={128} />
        </Form.Item>
        {problem !== null && <Alert type="error" showIcon title={problem.detail} />}
        <Button htmlType="submit" loading={busy}>
          {t('changePassword')}
        </Button>
      </Form>
    </Section>
  );
};

const OwnSessions = () => {
  const t = useText();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const sessions = useQuery({
    queryKey: ['people', 'my-sessions'],
    queryFn: () => api.get<{ sessions: SessionLine[] }>('/api/people/me/sessions'),
  });
  const act = async (work: () => Promise<void>) => {
    try {
      await work();
      await queries.invalidateQueries({ queryKey: ['people', 'my-sessions'] });
    } catch (error) {
      void message.error(toProblem(error).detail);
    }
  };
  const endOthers = () =>
    act(async () => {
      const { ended } = await api.post<{ ended: number }>('/api/people/me/sessions/end-others');
      void message.success(t('endedOthers', { count: ended }));
    });
  const lines = sessions.data?.sessions ?? [];
  return (
    <Section
      title={t('mySessions')}
      actions={
        lines.length > 1 && (
          <Button size="small" onClick={() => void endOthers()}>
            {t('endOthers')}
          </Button>
        )
      }
    >
      {sessions.error !== null && <LoadFailed error={sessions.error} onRetry={() => void sessions.refetch()} />}
      <SessionList
        sessions={lines}
        action={(line) =>
          !line.isThis && (
            <Button
              size="small"
              type="text"
              danger
              onClick={() => void act(() => api.delete(`/api/people/me/sessions/${line.id}`))}
            >
              {t('endSession')}
            </Button>
          )
        }
      />
    </Section>
  );
};
