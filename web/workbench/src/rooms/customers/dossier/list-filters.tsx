import { Select } from 'antd';
import { useSearchParams } from 'react-router';
import css from './dossier.module.css';
import { useText } from './text';
import { choicesOf, useGroups, useScheme } from './use-dossier';

const names = ['group', 'level', 'field', 'value'] as const;

export type Filters = Partial<Record<(typeof names)[number], string>>;

/** The filters stand in the address, so that a list can be sent to somebody. */
export const readFilters = (search: URLSearchParams): Filters =>
  Object.fromEntries(names.map((name) => [name, search.get(name)]).filter(([, value]) => value !== null));

export const ListFilters = ({ filters }: { filters: Filters }) => {
  const t = useText();
  const scheme = useScheme();
  const groups = useGroups();
  const [search, setSearch] = useSearchParams();
  const change = (part: Record<string, string | undefined>) => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(part)) {
      if (value === undefined) next.delete(name);
      else next.set(name, value);
    }
    setSearch(next, { replace: true });
  };
  const fields = (scheme.data?.scheme.fields ?? []).filter(
    (one) => !one.isArchived && (one.kind === 'choice' || one.kind === 'yes-no'),
  );
  return (
    <div className={css['bar']}>
      <Select
        className={css['name'] ?? ''}
        allowClear
        placeholder={t('groups')}
        aria-label={t('groups')}
        value={filters.group ?? null}
        options={(groups.data?.groups ?? []).map((one) => ({ value: one.id, label: `${one.name} (${one.members})` }))}
        onChange={(group: string | undefined) => change({ group })}
      />
      <Select
        className={css['name'] ?? ''}
        allowClear
        placeholder={t('level')}
        aria-label={t('level')}
        value={filters.level ?? null}
        options={choicesOf(scheme.data?.scheme.levels)}
        onChange={(level: string | undefined) => change({ level })}
      />
      {fields.map((field) => (
        <Select
          key={field.key}
          className={css['name'] ?? ''}
          allowClear
          placeholder={field.name}
          aria-label={field.name}
          value={filters.field === field.key ? (filters.value ?? null) : null}
          options={
            field.kind === 'yes-no'
              ? [
                  { value: 'yes', label: t('yes') },
                  { value: 'no', label: t('no') },
                ]
              : (field.choices ?? []).map((one) => ({ value: one, label: one }))
          }
          onChange={(value: string | undefined) =>
            change(value === undefined ? { field: undefined, value: undefined } : { field: field.key, value })
          }
        />
      ))}
    </div>
  );
};
