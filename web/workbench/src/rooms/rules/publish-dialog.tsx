import { useState } from 'react';
import { Alert, App, Checkbox, Input, Modal } from 'antd';
import { useMutation } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { queries } from '@/shared/api/queries';
import { Loading, LoadFailed } from '@/shared/ui/states';
import { Differences } from './comparison';
import css from './rules.module.css';
import { useText } from './text';
import { useConsequences, useSaid } from './use-books';
import type { BookDetail, BookLine, Consequences } from './wire';

/** The consequences first, then the date and the signatures, then one button. */
export const PublishDialog = ({ book, onClose }: { book: BookLine; onClose: () => void }) => {
  const t = useText();
  const { message } = App.useApp();
  const consequences = useConsequences(book.id, true);
  const [date, setDate] = useState('');
  const [signed, setSigned] = useState<string[]>([]);
  const facts = consequences.data;
  const chosen = date !== '' ? date : (facts?.today ?? '');
  const publish = useMutation({
    mutationFn: () =>
      api.post<BookDetail>(`/api/rules/books/${book.id}/publish`, {
        revision: book.revision,
        effectiveDate: chosen,
        signed,
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['rules'] });
      void message.success(t('published'));
      onClose();
    },
  });
  const mayGo =
    facts !== undefined &&
    facts.mayPublish &&
    facts.errors === 0 &&
    facts.unanswered === 0 &&
    facts.doubts.every((doubt) => signed.includes(doubt.path));
  return (
    <Modal
      open
      title={t('publishTitle')}
      okText={t('publishDo')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: !mayGo }}
      confirmLoading={publish.isPending}
      onOk={() => publish.mutate()}
      onCancel={onClose}
      width={680}
    >
      {consequences.isPending && <Loading rows={4} />}
      {consequences.isError && <LoadFailed error={consequences.error} onRetry={() => void consequences.refetch()} />}
      {facts !== undefined && (
        <>
          <Hindrances facts={facts} />
          <h3 className={css['group']}>
            {facts.against.version > 0
              ? t('againstVersion', { n: facts.against.version })
              : t('againstPreset', { name: facts.against.book })}
          </h3>
          <Differences differences={facts.differences} />
          <label className={css['label']}>
            {t('date')}
            <Input
              type="date"
              style={{ width: 180 }}
              value={chosen}
              min={facts.today}
              onChange={(event) => setDate(event.target.value)}
            />
          </label>
          <p className={css['quiet']}>{t('dateText')}</p>
          <p>{t('peopleN', { n: facts.people })}</p>
          <Signatures facts={facts} signed={signed} onChange={setSigned} />
          {publish.isError && <Alert type="error" showIcon title={toProblem(publish.error).detail} />}
        </>
      )}
    </Modal>
  );
};

const Hindrances = ({ facts }: { facts: Consequences }) => {
  const t = useText();
  const reasons = [
    ...(facts.mayPublish ? [] : [t('mayNot')]),
    ...(facts.errors > 0 ? [t('hasErrors', { n: facts.errors })] : []),
    ...(facts.unanswered > 0 ? [t('notAnswered', { n: facts.unanswered })] : []),
  ];
  return reasons.map((reason) => <Alert key={reason} type="warning" showIcon title={reason} />);
};

type SignaturesProps = { facts: Consequences; signed: string[]; onChange: (signed: string[]) => void };

const Signatures = ({ facts, signed, onChange }: SignaturesProps) => {
  const t = useText();
  const said = useSaid();
  if (facts.doubts.length === 0) return null;
  return (
    <>
      <h3 className={css['group']}>{t('toSign')}</h3>
      {facts.doubts.map((doubt) => (
        <div key={doubt.path} className={css['field']}>
          <div>{said(doubt.clause)}</div>
          <div className={css['quiet']}>{t('ground', { ground: said(doubt.ground) })}</div>
          <Checkbox
            checked={signed.includes(doubt.path)}
            onChange={(event) =>
              onChange(event.target.checked ? [...signed, doubt.path] : signed.filter((path) => path !== doubt.path))
            }
          >
            {t('iSign')}
          </Checkbox>
        </div>
      ))}
    </>
  );
};
