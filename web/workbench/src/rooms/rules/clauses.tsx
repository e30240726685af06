import { useEffect } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from 'react-router';
import { api } from '@/shared/api/client';
import { Loading, LoadFailed } from '@/shared/ui/states';
import { entriesOf } from './entries';
import css from './rules.module.css';
import { useSaid, useSections } from './use-books';
import type { CheckAnswer, Field, SettingLine, Words } from './wire';

export const useCheck = (text: string) =>
  useQuery({
    queryKey: ['rules', 'check', text],
    queryFn: ({ signal }) => api.post<CheckAnswer>('/api/rules/check', { text }, { signal }),
    staleTime: Infinity,
    gcTime: 60_000,
  });

export type NamedPath = { path: string; names: Words[]; name: Words };

/** The settings of a section in order, with the names of the groups above them. */
export const settingsOf = (
  fields: Field[],
  prefix: string,
  groups: Words[] = [],
  lines: ReadonlyMap<string, SettingLine> = new Map(),
): NamedPath[] =>
  fields.flatMap((field) => {
    const at = `${prefix}.${field.key}`;
    const names = [...groups, field.name];
    if (field.kind === 'entries') return settingsOf(entriesOf(field, at, lines), at, names, lines);
    return field.fields === null
      ? [{ path: at, names: groups, name: field.name }]
      : settingsOf(field.fields, at, names, lines);
  });

/** Every setting as a sentence: what the team reads, discusses and signs. */
export const Clauses = ({ text }: { text: string }) => {
  const said = useSaid();
  const sections = useSections();
  const check = useCheck(text);
  const isThere = sections.isSuccess && check.isSuccess;
  const asked = useAsked(isThere);
  if (sections.isPending || check.isPending) return <Loading />;
  const failed = sections.isError ? sections : check.isError ? check : null;
  if (failed !== null) return <LoadFailed error={failed.error} onRetry={() => void failed.refetch()} />;
  const lines = new Map(check.data?.settings.map((line) => [line.path, line]));
  return (
    <>
      {sections.data?.sections.map((section) => {
        const known = settingsOf(section.fields, section.name, [], lines).filter((setting) => lines.has(setting.path));
        return known.length === 0 ? null : (
          <div key={section.name}>
            <h2 className={css['group']}>{said(section.title)}</h2>
            <ClauseList settings={known} lines={lines} asked={asked} />
          </div>
        );
      })}
    </>
  );
};

/** The place that the address asks for, such as `#pay.components.commission`; comes into view once the clauses are there. */
const useAsked = (isThere: boolean): string => {
  const { hash } = useLocation();
  const asked = decodeURIComponent(hash.slice(1));
  useEffect(() => {
    if (isThere && asked !== '')
      document.querySelector('[data-asked="true"]')?.scrollIntoView({ block: 'center', behavior: 'auto' });
  }, [isThere, asked]);
  return asked;
};

const isAt = (path: string, asked: string): boolean => asked !== '' && (path === asked || path.startsWith(`${asked}.`));

type ListProps = { settings: NamedPath[]; lines: Map<string, SettingLine>; asked: string };

const ClauseList = ({ settings, lines, asked }: ListProps) => {
  const said = useSaid();
  const groupOf = (setting: NamedPath | undefined) => (setting?.names ?? []).map(said).join(' · ');
  return (
    <>
      {settings.map((setting, index) => {
        const line = lines.get(setting.path);
        const group = groupOf(setting);
        const isFirst = group !== '' && (index === 0 || group !== groupOf(settings[index - 1]));
        return (
          <div key={setting.path}>
            {isFirst && <h3 className={css['group']}>{group}</h3>}
            <div className={css['clause']} id={setting.path} data-asked={isAt(setting.path, asked)}>
              <strong>{said(setting.name)}</strong>
              <span className={`${css['wrap'] ?? ''} ${line?.isEmpty === true ? (css['quiet'] ?? '') : ''}`}>
                {said(line?.sentence)}
              </span>
            </div>
          </div>
        );
      })}
    </>
  );
};
