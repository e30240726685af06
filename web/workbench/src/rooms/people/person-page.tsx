import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, Modal } from 'antd';
import { useParams } from 'react-router';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useMay } from '@/shared/session';
import { Page, Section } from '@/shared/ui/page';
import { LoadFailed, Loading } from '@/shared/ui/states';
import { LinkDialog } from './link-dialog';
import { PersonGrades } from './person-grades';
import { PersonRoles } from './person-roles';
import { PersonSkills } from './person-skills';
import { PersonAccounts, PersonKept, PersonSessions } from './person-more';
import { useText } from './text';
import css from './people.module.css';
import type { Link, PersonDetail } from './wire';

/** One person: facts, roles per shop, grades, accounts, devices; acts only where the viewer has power over the person. */
export const PersonPage = () => {
  const t = useText();
  const { person: id = '' } = useParams();
  const person = useQuery({
    queryKey: ['people', 'person', id],
    queryFn: ({ signal }) => api.get<PersonDetail>(`/api/people/persons/${id}`, { signal }),
  });
  const mayEdit = useMay('people.person.edit');
  const mayGive = useMay('people.role.edit');
  const mayRevoke = useMay('people.session.revoke');
  if (person.error !== null) return <LoadFailed error={person.error} onRetry={() => void person.refetch()} />;
  if (person.data === undefined) return <Loading />;
  const p = person.data;
  const hasPower = !p.isSelf && !p.isStronger;
  return (
    <Page title={p.name} subtitle={`${t('number')} ${p.number}`}>
      {p.isSelf && <Alert type="info" showIcon title={t('self')} />}
      {!p.isSelf && p.isStronger && <Alert type="info" showIcon title={t('stronger')} />}
      <Facts person={p} mayEdit={mayEdit && hasPower} />
      <PersonRoles person={p} mayGive={mayGive && !p.isSelf} />
      <PersonGrades person={p} mayEdit={mayEdit && hasPower} />
      <PersonSkills person={p} mayEdit={mayEdit && hasPower} />
      <PersonAccounts person={p} />
      <PersonKept person={p} />
      {mayRevoke && <PersonSessions person={p} />}
    </Page>
  );
};

const Facts = ({ person, mayEdit }: { person: PersonDetail; mayEdit: boolean }) => {
  const t = useText();
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const [link, setLink] = useState<Link | null>(null);
  const [editing, setEditing] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const path = `/api/people/persons/${person.id}`;
  const act = async (work: () => Promise<unknown>) => {
    try {
      await work();
      await queries.invalidateQueries({ queryKey: ['people'] });
    } catch (error) {
      void message.error(toProblem(error).detail);
    }
  };
  const reset = () =>
    modal.confirm({
      title: t('resetSecondFactorAsk', { name: person.name }),
      okText: t('confirm'),
      cancelText: t('cancel'),
      onOk: () => act(() => api.post(`${path}/second-factor/reset`)),
    });
  return (
    <Section
      title={t('facts')}
      actions={
        mayEdit && (
          <div className={css['row']}>
            <Button size="small" onClick={() => setEditing(true)}>
              {t('edit')}
            </Button>
            {person.leavesOn === null && (
              <Button size="small" onClick={() => void act(async () => setLink(await api.post<Link>(`${path}/link`)))}>
                {t('makeLink')}
              </Button>
            )}
            {person.hasSecondFactor && (
              <Button size="small" onClick={reset}>
                {t('resetSecondFactor')}
              </Button>
            )}
            {person.leavesOn === null ? (
              <Button size="small" danger onClick={() => setLeaving(true)}>
                {t('leave')}
              </Button>
            ) : (
              <Button size="small" onClick={() => void act(() => api.post(`${path}/leave`, { lastDay: null }))}>
                {t('cancelLeave')}
              </Button>
            )}
          </div>
        )
      }
    >
      <dl className={css['facts']}>
        <dt>{t('account')}</dt>
        <dd>{person.account}</dd>
        <dt>{t('joined')}</dt>
        <dd>{person.joinedOn}</dd>
        <dt>{t('state')}</dt>
        <dd>
          {person.leavesOn !== null
            ? t('stateLeaves', { date: person.leavesOn })
            : person.hasPassword
              ? t('stateActive')
              : t('stateInvited')}
        </dd>
        <dt>{t('secondFactor')}</dt>
        <dd>{person.hasSecondFactor ? t('isOn') : t('isOff')}</dd>
      </dl>
      <LinkDialog link={link} name={person.name} onClose={() => setLink(null)} />
      <FormDialog
        open={editing}
        title={t('edit')}
        fields={[
          { name: 'name', label: t('name'), value: person.name },
          { name: 'account', label: t('account'), value: person.account },
          { name: 'number', label: t('number'), value: person.number },
        ]}
        onSave={(values) => act(() => api.patch(path, values))}
        onClose={() => setEditing(false)}
      />
      <FormDialog
        open={leaving}
        title={t('leave')}
        text={t('leaveText')}
        fields={[{ name: 'lastDay', label: t('lastDay'), value: '', type: 'date' }]}
        onSave={(values) => act(() => api.post(`${path}/leave`, values))}
        onClose={() => setLeaving(false)}
      />
    </Section>
  );
};

type FormDialogProps = {
  open: boolean;
  title: string;
  text?: string;
  fields: { name: string; label: string; value: string; type?: string }[];
  onSave: (values: Record<string, string>) => Promise<void>;
  onClose: () => void;
};

const FormDialog = ({ open, title, text, fields, onSave, onClose }: FormDialogProps) => {
  const t = useText();
  const [form] = Form.useForm<Record<string, string>>();
  return (
    <Modal
      open={open}
      title={title}
      okText={t('save')}
      cancelText={t('cancel')}
      destroyOnHidden
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {text !== undefined && <p className={css['lead']}>{text}</p>}
      <Form
        form={form}
        layout="vertical"
        preserve={false}
        initialValues={Object.fromEntries(fields.map((field) => [field.name, field.value]))}
        onFinish={(values) => void onSave(values).then(onClose)}
      >
        {fields.map((field) => (
          <Form.Item
            key={field.name}
            name={field.name}
            label={field.label}
            rules={[{ required: true, message: t('required') }]}
          >
            <Input type={field.type ?? 'text'} maxLength={60} />
          </Form.Item>
        ))}
      </Form>
    </Modal>
  );
};
