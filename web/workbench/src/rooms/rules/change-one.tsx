import { useState } from 'react';
import { Alert, Input, Modal, Select } from 'antd';
import { useMutation, useQuery } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { readField, writeField } from './book-text';
import { settingsOf, useCheck } from './clauses';
import css from './rules.module.css';
import { useText } from './text';
import { useBooks, usePresets, useSaid, useSections } from './use-books';
import type { BookDetail, Preset } from './wire';

const changeable = /^pay\.(components|penalties)\.[^.]+\.(rate|amount|grades|tiers|cap|floor|limit|steps|stages)$/;

/** Names and values stand in quotes in sentences; here they stand alone. */
const bare = (words: string): string => words.replace(/[\u300c\u300d]/g, '');

/** The text a trial starts from: a preset is extended, a book of one's own is copied. */
const useBase = (which: string) =>
  useQuery({
    queryKey: ['rules', 'trial-base', which],
    queryFn: async ({ signal }) => {
      if (which.startsWith('preset:')) {
        const name = which.slice('preset:'.length);
        const preset = await api.get<Preset>(`/api/rules/presets/${name}`, { signal });
        return {
          text: `book: ${name}-trial\ntitle: ${preset.title.zh}\ntitle_en: ${preset.title.en}\nextends: ${name}\n`,
          title: preset.title,
        };
      }
      const book = await api.get<BookDetail>(`/api/rules/books/${which}`, { signal });
      return { text: book.text, title: book.book.title };
    },
    enabled: which !== '' && which !== 'in-force',
  });

/** `onMade` hears which book it was and the draft with the change. */
export type ChangeOneProps = {
  base: string;
  onMade: (before: string, draft: string) => Promise<unknown>;
  onClose: () => void;
};

/** One clause of the pay section with another value: a draft is made of it and tried at once. */
export const ChangeOne = ({ base, onMade, onClose }: ChangeOneProps) => {
  const t = useText();
  const said = useSaid();
  const [which, setWhich] = useState(base === 'in-force' ? undefined : base);
  const [path, setPath] = useState<string>();
  const [value, setValue] = useState('');
  const presets = usePresets();
  const books = useBooks();
  const own = (books.data?.pages ?? []).flatMap((page) => page.books).filter((book) => book.state !== 'withdrawn');
  const choices = [
    ...own.map((book) => ({
      value: book.id,
      label: `${said(book.title)}${book.version > 0 ? ` ${book.version}` : ''}`,
    })),
    ...(presets.data?.presets ?? [])
      .filter((preset) => preset.isSound && preset.sections.includes('pay'))
      .map((preset) => ({ value: `preset:${preset.name}`, label: t('preset', { name: said(preset.title) }) })),
  ];
  const source = useBase(which ?? '');
  const sections = useSections();
  const check = useCheck(source.data?.text ?? 'book: none\ntitle: none\n');
  const lines = new Map(check.data?.settings.map((line) => [line.path, line]));
  const pay = sections.data?.sections.find((section) => section.name === 'pay');
  const clauses =
    source.data === undefined || pay === undefined
      ? []
      : settingsOf(pay.fields, 'pay', [], lines)
          .filter((setting) => changeable.test(setting.path) && lines.get(setting.path)?.isEmpty === false)
          .map((setting) => ({
            value: setting.path,
            label: [...setting.names.slice(1), setting.name].map((words) => bare(said(words))).join(' · '),
            now: bare(said(lines.get(setting.path)?.value)),
            isList: /\.(grades|tiers|steps|stages)$/.test(setting.path),
          }));
  const chosen = clauses.find((clause) => clause.value === path);
  const go = useMutation({
    mutationFn: async () => {
      if (source.data === undefined || chosen === undefined) return;
      const parts = chosen.value.split('.');
      const isList = chosen.isList || Array.isArray(readField(source.data.text, parts));
      const entered = isList
        ? value
            .split('\n')
            .map((line) => line.trim())
            .filter((line) => line !== '')
        : value.trim();
      const title = t('trialTitle', {
        title: said(source.data.title),
        what: chosen.label,
        value: value.trim().split('\n')[0] ?? '',
      });
      const changed = writeField(writeField(source.data.text, parts, entered), ['title'], title.slice(0, 100));
      const draft = await api.post<BookDetail>('/api/rules/books', { text: changed });
      const error = draft.problems.find((problem) => problem.severity === 'error');
      if (error !== undefined) {
        await api.delete(`/api/rules/books/${draft.book.id}`);
        throw new Error(said(error.reason));
      }
      await onMade(which ?? '', draft.book.id);
    },
  });
  const problem = go.isError
    ? go.error instanceof Error && !('status' in go.error)
      ? go.error.message
      : toProblem(go.error).detail
    : null;
  return (
    <Modal
      open
      title={t('tryOne')}
      okText={t('trialGo')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: chosen === undefined || value.trim() === '' }}
      confirmLoading={go.isPending}
      onOk={() => go.mutate()}
      onCancel={onClose}
    >
      <p className={css['quiet']}>{t('trialText')}</p>
      <div className={css['trial']}>
        <label className={css['trialField']}>
          <span>{t('trialBook')}</span>
          <Select
            aria-label={t('trialBook')}
            value={which ?? null}
            onChange={(next: string) => {
              setWhich(next);
              setPath(undefined);
            }}
            options={choices}
            showSearch={{ optionFilterProp: 'label' }}
          />
        </label>
        <label className={css['trialField']}>
          <span>{t('trialClause')}</span>
          <Select
            aria-label={t('trialClause')}
            placeholder={t('trialClauseHint')}
            loading={source.isFetching || check.isFetching}
            value={path ?? null}
            onChange={(next: string) => setPath(next)}
            options={clauses}
            showSearch={{ optionFilterProp: 'label' }}
          />
        </label>
        {chosen !== undefined && (
          <label className={css['trialField']}>
            <span>
              {t('trialValue')} <small>{t('trialValueWas', { value: chosen.now })}</small>
            </span>
            {chosen.isList ? (
              <Input.TextArea
                aria-label={t('trialValue')}
                placeholder={t('trialLines')}
                rows={5}
                value={value}
                onChange={(event) => setValue(event.target.value)}
              />
            ) : (
              <Input aria-label={t('trialValue')} value={value} onChange={(event) => setValue(event.target.value)} />
            )}
          </label>
        )}
        {problem !== null && <Alert type="error" showIcon title={problem} />}
      </div>
    </Modal>
  );
};
