import { useState } from 'react';
import { Alert, App, Input, Modal } from 'antd';
import { useMutation } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { queries } from '@/shared/api/queries';
import { Loading, LoadFailed } from '@/shared/ui/states';
import { Differences } from './comparison';
import css from './rules.module.css';
import { isSigned, Signatures } from './signatures';
import { useText } from './text';
import { useConsequences } from './use-books';
import type { BookDetail, BookLine, Consequences } from './wire';

/** The consequences first, then the date and the signatures, then one button. */
export const PublishDialog = ({ book, onClose }: { book: BookLine; onClose: () => void }) => {
  const t = useText();
  const { message } = App.useApp();
  const consequences = useConsequences(book.id, true);
  const [date, setDate] = useState('');
  const facts = consequences.data;
  const chosen = date !== '' ? date : (facts?.monthStart ?? facts?.today ?? '');
  const publish = useMutation({
    mutationFn: () =>
      api.post<BookDetail>(`/api/rules/books/${book.id}/publish`, {
        revision: book.revision,
        effectiveDate: chosen,
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
    facts.doubts.every((doubt) => isSigned(doubt, facts.signatures));
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
              min={facts.monthStart ?? facts.today}
              onChange={(event) => setDate(event.target.value)}
            />
          </label>
          <p className={css['quiet']}>
            {facts.monthStart === null ? t('dateText') : t('monthStartText', { date: facts.monthStart })}
          </p>
          <p>{t('peopleN', { n: facts.people })}</p>
          <Signatures book={book.id} doubts={facts.doubts} signatures={facts.signatures} maySign={facts.mayPublish} />
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
