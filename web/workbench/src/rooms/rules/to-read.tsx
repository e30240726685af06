import { useState } from 'react';
import { Alert, App, Button, Tabs } from 'antd';
import { useMutation } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { queries } from '@/shared/api/queries';
import { useMay } from '@/shared/session';
import { LoadFailed, Loading } from '@/shared/ui/states';
import { Differences } from './comparison';
import css from './rules.module.css';
import { useText } from './text';
import { useChanges, useSaid, useToRead } from './use-books';
import type { BookLine } from './wire';

/** Books that the person was not shown yet: what changed in pay first, then in all else, and the word that it was read. Nothing where there is none. */
export const ToRead = () => {
  const books = useToRead(useMay('rules.book.read'));
  return (books.data?.toRead ?? []).map((book) => <One key={book.id} book={book} />);
};

const One = ({ book }: { book: BookLine }) => {
  const t = useText();
  const said = useSaid();
  const { message } = App.useApp();
  const [isOpen, setOpen] = useState(false);
  const acknowledge = useMutation({
    mutationFn: () => api.post(`/api/rules/books/${book.id}/acknowledge`, {}),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['rules'] }),
    onError: (error) => void message.error(toProblem(error).detail),
  });
  const name = `${said(book.title)} ${t('versionN', { n: book.version })}`;
  return (
    <Alert
      className={css['toRead'] ?? ''}
      type="info"
      showIcon
      title={
        book.state === 'scheduled'
          ? t('toReadSoon', { name, day: book.effectiveDate ?? '' })
          : t('toReadNow', { name, day: book.effectiveDate ?? '' })
      }
      description={
        <>
          <p className={css['quiet']}>{t('toReadText')}</p>
          {isOpen && <WhatChanged book={book.id} />}
          <div className={css['actions']}>
            <Button size="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
              {isOpen ? t('hideChanges') : t('seeChanges')}
            </Button>
            <Link to={`/rules/books/${book.id}`}>
              <Button size="small">{t('wholeBook')}</Button>
            </Link>
            <Button
              type="primary"
              size="small"
              disabled={!isOpen}
              title={isOpen ? undefined : t('seeFirst')}
              loading={acknowledge.isPending}
              onClick={() => acknowledge.mutate()}
            >
              {t('haveRead')}
            </Button>
          </div>
        </>
      }
    />
  );
};

const WhatChanged = ({ book }: { book: string }) => {
  const t = useText();
  const changes = useChanges(book, null, true);
  if (changes.isPending) return <Loading rows={3} />;
  if (changes.isError) return <LoadFailed error={changes.error} onRetry={() => void changes.refetch()} />;
  const { differences, isFirst } = changes.data;
  const pay = differences.filter((one) => one.section === 'pay');
  const rest = differences.filter((one) => one.section !== 'pay');
  return (
    <div className={css['changes']} tabIndex={0} role="region" aria-label={t('seeChanges')}>
      {isFirst && <p className={css['quiet']}>{t('firstBook')}</p>}
      <Tabs
        size="small"
        items={[
          { key: 'pay', label: t('payChangesN', { n: pay.length }), children: <Differences differences={pay} /> },
          { key: 'rest', label: t('otherChangesN', { n: rest.length }), children: <Differences differences={rest} /> },
        ]}
      />
    </div>
  );
};
