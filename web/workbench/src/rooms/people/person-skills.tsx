import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, AutoComplete, Button, Input, Select, Tag } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem, type Problem } from '@/shared/api/problem';
import { Section } from '@/shared/ui/page';
import { useText } from './text';
import css from './people.module.css';
import { skillKinds, type PersonDetail, type Skill, type SkillName } from './wire';

/** The names in use, so that one skill keeps one name. */
export const useSkillNames = () =>
  useQuery({
    queryKey: ['people', 'skills'],
    queryFn: ({ signal }) => api.get<{ skills: SkillName[] }>('/api/people/skills', { signal }),
  }).data?.skills ?? [];

/** What a person can beside the role: languages, dialects, others; routing asks for them by name. */
export const PersonSkills = ({ person, mayEdit }: { person: PersonDetail; mayEdit: boolean }) => {
  const t = useText();
  const [editing, setEditing] = useState(false);
  return (
    <Section
      title={t('skills')}
      actions={
        mayEdit &&
        !editing && (
          <Button size="small" onClick={() => setEditing(true)}>
            {t('edit')}
          </Button>
        )
      }
    >
      <p className={css['quiet']}>{t('skillText')}</p>
      {editing ? (
        <SkillForm person={person} onDone={() => setEditing(false)} />
      ) : person.skills.length === 0 ? (
        <p className={css['quiet']}>{t('noSkills')}</p>
      ) : (
        <SkillTags skills={person.skills} />
      )}
    </Section>
  );
};

export const SkillTags = ({ skills }: { skills: readonly Skill[] }) => {
  const t = useText();
  return (
    <div className={css['skills']}>
      {skills.map((skill) => (
        <Tag key={skill.name} title={[t(`skill-${skill.kind}`), skill.note].filter(Boolean).join(' · ')}>
          {skill.note === null || skill.note === '' ? skill.name : `${skill.name} · ${skill.note}`}
        </Tag>
      ))}
    </div>
  );
};

type Row = Skill & { key: number };

const SkillForm = ({ person, onDone }: { person: PersonDetail; onDone: () => void }) => {
  const t = useText();
  const queries = useQueryClient();
  const names = useSkillNames();
  const [rows, setRows] = useState<Row[]>(() => withEmpty(person.skills.map((skill, key) => ({ ...skill, key }))));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const change = (key: number, part: Partial<Skill>) =>
    setRows((before) => withEmpty(before.map((row) => (row.key === key ? { ...row, ...part } : row))));
  const save = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const skills = rows
        .filter((row) => row.name.trim() !== '')
        .map(({ kind, name, note }) => ({ kind, name: name.trim(), note: note?.trim() === '' ? null : note }));
      await api.put(`/api/people/persons/${person.id}/skills`, { skills });
      await queries.invalidateQueries({ queryKey: ['people'] });
      onDone();
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={css['skillForm']}>
      {rows.map((row) => (
        <div key={row.key} className={css['skillRow']}>
          <Select
            value={row.kind}
            aria-label={t('skillKind')}
            onChange={(kind) => change(row.key, { kind })}
            options={skillKinds.map((kind) => ({ value: kind, label: t(`skill-${kind}`) }))}
          />
          <AutoComplete
            value={row.name}
            aria-label={t('skillName')}
            placeholder={t('skillNameHint')}
            maxLength={20}
            onChange={(name: string) => change(row.key, { name })}
            options={names
              .filter((known) => known.kind === row.kind && known.name.includes(row.name.trim()))
              .map((known) => ({ value: known.name }))}
          />
          <Input
            value={row.note ?? ''}
            aria-label={t('skillNote')}
            placeholder={t('skillNoteHint')}
            maxLength={60}
            onChange={(event) => change(row.key, { note: event.target.value })}
          />
          <Button
            type="text"
            disabled={row.name === '' && (row.note ?? '') === ''}
            onClick={() => setRows((before) => withEmpty(before.filter((one) => one.key !== row.key)))}
          >
            {t('skillRemove')}
          </Button>
        </div>
      ))}
      {problem !== null && <Alert type="error" showIcon title={problem.detail} />}
      <div className={css['row']}>
        <Button type="primary" loading={busy} onClick={() => void save()}>
          {t('save')}
        </Button>
        <Button type="text" onClick={onDone}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  );
};

/** One empty row to write in stands at the end. */
const withEmpty = (rows: Row[]): Row[] =>
  rows.at(-1)?.name === ''
    ? rows
    : [...rows, { key: Math.max(-1, ...rows.map((row) => row.key)) + 1, kind: 'language', name: '', note: null }];
