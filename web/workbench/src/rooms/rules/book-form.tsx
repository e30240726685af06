import { useMemo } from 'react';
import { Alert, Input, InputNumber, Segmented, Select } from 'antd';
import { isReadable, readField, writeField, type FieldValue } from './book-text';
import { entriesOf } from './entries';
import css from './rules.module.css';
import { useText } from './text';
import { useSaid } from './use-books';
import type { BookProblem, Field, SectionForm, SettingLine } from './wire';

type BookFormProps = {
  text: string;
  sections: SectionForm[];
  settings: SettingLine[];
  problems: BookProblem[];
  onChange: (text: string) => void;
};

/** The form of all registered sections; each change edits the text. */
export const BookForm = ({ text, sections, settings, problems, onChange }: BookFormProps) => {
  const t = useText();
  const said = useSaid();
  const readable = useMemo(() => isReadable(text), [text]);
  const lines = useMemo(() => new Map(settings.map((line) => [line.path, line])), [settings]);
  if (!readable) return <Alert type="warning" showIcon title={t('formWaits')} />;
  const write = (path: string[], value: FieldValue | undefined) => onChange(writeField(text, path, value));
  return (
    <>
      {(['title', 'note'] as const).map((key) => (
        <div key={key} className={css['field']}>
          <label className={css['label']} htmlFor={`book-${key}`}>
            {key === 'title' ? t('name') : t('meaningNote')}
          </label>
          <Input.TextArea
            id={`book-${key}`}
            autoSize
            value={asText(readField(text, [key]))}
            onChange={(event) => write([key], event.target.value)}
          />
        </div>
      ))}
      {sections.map((section) => (
        <section key={section.name}>
          <h2 className={css['group']}>{said(section.title)}</h2>
          <Fields
            fields={section.fields}
            path={[section.name]}
            text={text}
            lines={lines}
            problems={problems}
            onWrite={write}
          />
        </section>
      ))}
      <h2 className={css['group']}>{t('variants')}</h2>
      <p className={css['quiet']}>{t('variantsText')}</p>
      <pre className={css['example']}>{'variants:\n  - shop: …\n    reception:\n      capacity_per_agent: 20'}</pre>
    </>
  );
};

const asText = (value: FieldValue | undefined): string =>
  value === undefined || value === null ? '' : Array.isArray(value) ? value.join('\n') : String(value);

type FieldsProps = {
  fields: Field[];
  path: string[];
  text: string;
  lines: Map<string, SettingLine>;
  problems: BookProblem[];
  onWrite: (path: string[], value: FieldValue | undefined) => void;
};

const Fields = ({ fields, path, ...rest }: FieldsProps) => {
  const said = useSaid();
  return fields.map((field) =>
    field.kind === 'entries' ? (
      <div key={field.key}>
        <h3 className={css['group']}>{said(field.name)}</h3>
        <Fields
          fields={entriesOf(field, [...path, field.key].join('.'), rest.lines)}
          path={[...path, field.key]}
          {...rest}
        />
      </div>
    ) : field.fields !== null ? (
      <div key={field.key}>
        <h3 className={css['group']}>{said(field.name)}</h3>
        {field.help !== null && <p className={css['quiet']}>{said(field.help)}</p>}
        <Fields fields={field.fields} path={[...path, field.key]} {...rest} />
      </div>
    ) : (
      <OneField key={field.key} field={field} path={[...path, field.key]} {...rest} />
    ),
  );
};

type OneFieldProps = Omit<FieldsProps, 'fields'> & { field: Field };

const OneField = ({ field, path, text, lines, problems, onWrite }: OneFieldProps) => {
  const t = useText();
  const said = useSaid();
  const dotted = path.join('.');
  const written = readField(text, path);
  const line = lines.get(dotted);
  const wrong = problems.find((problem) => problem.path === dotted && problem.severity !== 'note');
  return (
    <div className={css['field']}>
      <div className={css['label']}>
        <label htmlFor={dotted}>{said(field.name)}</label>
        {written === undefined && line !== undefined && !line.isEmpty && (
          <span className={css['quiet']}>{t('inherited', { value: said(line.value) })}</span>
        )}
      </div>
      <Control
        field={field}
        id={dotted}
        value={written}
        isWrong={wrong !== undefined}
        onChange={(value) => onWrite(path, value)}
      />
      {wrong === undefined ? (
        <div className={css['said']}>{said(line?.sentence)}</div>
      ) : (
        <div className={css[wrong.severity]} role="alert">
          {said(wrong.reason)}
        </div>
      )}
    </div>
  );
};

/** The form in which the document writes a duration; it is the same in both languages. */
const durationExample = '2 min';

type ControlProps = {
  field: Field;
  id: string;
  value: FieldValue | undefined;
  isWrong: boolean;
  onChange: (value: FieldValue | undefined) => void;
};

const Control = ({ field, id, value, isWrong, onChange }: ControlProps) => {
  const t = useText();
  const said = useSaid();
  const status = isWrong ? 'error' : '';
  const give = (text: string) => onChange(text === '' ? undefined : text);
  switch (field.kind) {
    case 'switch':
      return (
        <Segmented
          id={id}
          value={value === true ? 'yes' : value === false ? 'no' : 'none'}
          options={[
            { value: 'yes', label: t('yes') },
            { value: 'no', label: t('no') },
            { value: 'none', label: t('notWritten') },
          ]}
          onChange={(chosen) => onChange(chosen === 'none' ? undefined : chosen === 'yes')}
        />
      );
    case 'count':
      return (
        <InputNumber
          id={id}
          status={status}
          value={typeof value === 'number' ? value : null}
          precision={0}
          suffix={said(field.unit)}
          style={{ width: 160 }}
          onChange={(number) => onChange(number ?? undefined)}
        />
      );
    case 'choice':
      return (
        <Select
          id={id}
          status={status}
          allowClear
          value={typeof value === 'string' ? value : undefined}
          style={{ minWidth: 160 }}
          options={(field.choices ?? []).map((choice) => ({ value: choice.value, label: said(choice.name) }))}
          onChange={(chosen?: string) => onChange(chosen)}
        />
      );
    case 'texts':
      return (
        <Select
          id={id}
          status={status}
          mode="tags"
          value={Array.isArray(value) ? value : []}
          style={{ width: '100%' }}
          open={false}
          onChange={(items: string[]) => onChange(items.length === 0 ? undefined : items)}
        />
      );
    case 'duration':
      return (
        <Input
          id={id}
          status={status}
          value={asText(value)}
          placeholder={durationExample}
          style={{ width: 160 }}
          onChange={(event) => give(event.target.value)}
        />
      );
    default:
      return (
        <Input.TextArea
          id={id}
          status={status}
          value={asText(value)}
          autoSize={{ minRows: 1, maxRows: 6 }}
          onChange={(event) => give(event.target.value)}
        />
      );
  }
};
