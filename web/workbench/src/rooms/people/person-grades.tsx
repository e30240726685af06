import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { api } from '@/shared/api/client';
import { useGradeName } from '@/shared/i18n/grade-name';
import { Section } from '@/shared/ui/page';
import { useText } from './text';
import { useSubmit } from './use-submit';
import css from './people.module.css';
import type { HeldGrade, PersonDetail } from './wire';

type Typed = { grade: string; from: string; to?: string };

/** Grades by date, apart from roles: they give no rights. */
export const PersonGrades = ({ person, mayEdit }: { person: PersonDetail; mayEdit: boolean }) => {
  const t = useText();
  const queries = useQueryClient();
  const [form] = Form.useForm<Typed>();
  const [editing, setEditing] = useState<HeldGrade | 'new' | null>(null);
  const path = `/api/people/persons/${person.id}/grades`;
  const gradeName = useGradeName();
  const { busy, problem, submit } = useSubmit(form, async (typed) => {
    const body = { ...typed, to: typed.to === undefined || typed.to === '' ? null : typed.to };
    if (editing === 'new' || editing === null) await api.post(path, body);
    else await api.put(`${path}/${editing.id}`, body);
    setEditing(null);
    await queries.invalidateQueries({ queryKey: ['people'] });
  });
  const open = (grade: HeldGrade | 'new') => {
    form.setFieldsValue(grade === 'new' ? { grade: '', from: '', to: '' } : { ...grade, to: grade.to ?? '' });
    setEditing(grade);
  };
  return (
    <Section
      title={t('grades')}
      actions={
        mayEdit && (
          <Button size="small" onClick={() => open('new')}>
            {t('addGrade')}
          </Button>
        )
      }
    >
      <p className={css['quiet']}>{t('gradeText')}</p>
      {person.grades.map((grade) => (
        <div key={grade.id} className={css['between']}>
          <span className={css['grow']}>{gradeName(grade.grade)}</span>
          <span className={css['quiet']}>
            {grade.from} – {grade.to ?? t('untilNow')}
          </span>
          {mayEdit && (
            <Button size="small" type="text" onClick={() => open(grade)}>
              {t('edit')}
            </Button>
          )}
        </div>
      ))}
      <Form
        form={form}
        layout="inline"
        style={editing === null ? { display: 'none' } : {}}
        onFinish={(typed) => void submit(typed)}
      >
        <Form.Item name="grade" label={t('gradeName')} rules={[{ required: true, message: t('required') }]}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="from" label={t('from')} rules={[{ required: true, message: t('required') }]}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="to" label={t('to')}>
          <Input type="date" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('save')}
        </Button>
        <Button type="text" onClick={() => setEditing(null)}>
          {t('cancel')}
        </Button>
      </Form>
      {problem !== null && <Alert type="error" showIcon title={problem.detail} />}
    </Section>
  );
};
