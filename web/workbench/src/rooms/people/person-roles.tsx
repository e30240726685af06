import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Modal } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { fullMoment } from '@/shared/time/format';
import { useZone } from '@/shared/time/use-zone';
import { Section } from '@/shared/ui/page';
import { RoleFields, toWish, type RoleChoice } from './role-fields';
import { useText } from './text';
import { usePlaces } from './use-places';
import { useSubmit } from './use-submit';
import css from './people.module.css';
import type { HeldRole, PersonDetail } from './wire';

/** Roles per shop; ended ones stay to be read. */
export const PersonRoles = ({ person, mayGive }: { person: PersonDetail; mayGive: boolean }) => {
  const t = useText();
  const zone = useZone();
  const places = usePlaces();
  const queries = useQueryClient();
  const { message, modal } = App.useApp();
  const [giving, setGiving] = useState(false);
  const [form] = Form.useForm<RoleChoice>();
  const path = `/api/people/persons/${person.id}/roles`;
  const { busy, problem, submit } = useSubmit(form, async (choice) => {
    await api.post(path, toWish(choice));
    setGiving(false);
    form.resetFields();
    await queries.invalidateQueries({ queryKey: ['people'] });
  });
  const end = (held: HeldRole) =>
    modal.confirm({
      title: t('endRoleAsk', { role: places.roleName(held) }),
      okText: t('endRole'),
      cancelText: t('cancel'),
      onOk: async () => {
        try {
          await api.delete(`${path}/${held.id}`);
          await queries.invalidateQueries({ queryKey: ['people'] });
        } catch (error) {
          void message.error(toProblem(error).detail);
        }
      },
    });
  return (
    <Section
      title={t('roles')}
      actions={
        mayGive && (
          <Button size="small" onClick={() => setGiving(true)}>
            {t('giveRole')}
          </Button>
        )
      }
    >
      {person.roles.length === 0 && <p className={css['quiet']}>{t('noRoles')}</p>}
      {person.roles.map((held) => (
        <div key={held.id} className={css['between']}>
          <span className={css['grow']}>
            {places.roleName(held)}
            <span className={css['quiet']}>
              {' '}
              {[places.shopName(held.shopId), places.teamName(held.teamId)].filter(Boolean).join(' · ')}
            </span>
          </span>
          <span className={css['quiet']}>
            {fullMoment(held.from, zone)} – {held.to === null ? t('untilNow') : fullMoment(held.to, zone)}
          </span>
          {mayGive && held.to === null && (
            <Button size="small" type="text" danger onClick={() => end(held)}>
              {t('endRole')}
            </Button>
          )}
        </div>
      ))}
      <Modal
        open={giving}
        title={t('giveRole')}
        okText={t('save')}
        cancelText={t('cancel')}
        confirmLoading={busy}
        onOk={() => form.submit()}
        onCancel={() => setGiving(false)}
        forceRender
      >
        <Form
          form={form}
          layout="vertical"
          initialValues={{ shopId: '', teamId: '' }}
          onFinish={(choice) => void submit(choice)}
        >
          <RoleFields />
          {problem !== null && <Alert type="error" showIcon title={problem.detail} />}
        </Form>
      </Modal>
    </Section>
  );
};
