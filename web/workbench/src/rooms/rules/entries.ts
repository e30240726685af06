import type { Field, SettingLine } from './wire';

/** What the book itself named under a field of kind `entries`, each as a group of the settings it fills in; the rest is added in the text. */
export const entriesOf = (field: Field, at: string, lines: ReadonlyMap<string, SettingLine>): Field[] => {
  const keys = new Set<string>();
  for (const path of lines.keys()) {
    if (path.startsWith(`${at}.`)) keys.add(path.slice(at.length + 1).split('.', 1)[0] ?? '');
  }
  return [...keys].map((key) => {
    const own = `${at}.${key}`;
    const called = lines.get(`${own}.name`);
    return {
      ...field,
      key,
      kind: 'group',
      help: null,
      name: called === undefined || called.isEmpty ? { zh: key, en: key } : called.value,
      fields: (field.fields ?? []).filter((inner) =>
        inner.kind === 'entries'
          ? [...lines.keys()].some((path) => path.startsWith(`${own}.${inner.key}.`))
          : lines.get(`${own}.${inner.key}`)?.isEmpty === false,
      ),
    };
  });
};
