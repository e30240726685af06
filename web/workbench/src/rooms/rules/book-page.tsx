import { useState } from 'react';
import { Alert, App, Button, Dropdown, Tabs } from 'antd';
import { useMutation } from '@tanstack/react-query';
import { useNavigate, useParams } from 'react-router';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { queries } from '@/shared/api/queries';
import { language } from '@/shared/i18n/language';
import { useMay } from '@/shared/session';
import { Page, Section } from '@/shared/ui/page';
import { Loading, LoadFailed } from '@/shared/ui/states';
import { Clauses } from './clauses';
import { Comments } from './comments';
import { Comparison } from './comparison';
import { PublishDialog } from './publish-dialog';
import css from './rules.module.css';
import { ShownTo } from './shown-to';
import { Signatures } from './signatures';
import { StateTag } from './state-tag';
import { useText } from './text';
import { TrialNotes } from './trial-notes';
import { useBook, useSaid } from './use-books';
import type { BookDetail } from './wire';

export const BookPage = () => {
  const { id = '' } = useParams();
  const t = useText();
  const said = useSaid();
  const book = useBook(id);
  const mayEdit = useMay('rules.book.edit');
  const mayPublish = useMay('rules.book.publish');
  if (book.isPending) return <Loading />;
  if (book.isError) return <LoadFailed error={book.error} onRetry={() => void book.refetch()} />;
  const detail = book.data;
  const line = detail.book;
  const isPublished = line.version > 0;
  return (
    <Page title={said(line.title) || line.name || t('title')} actions={<Acts detail={detail} />}>
      <Section>
        <div className={css['facts']}>
          <StateTag state={line.state} />
          {isPublished && <span>{t('versionN', { n: line.version })}</span>}
          {line.effectiveDate !== null && (
            <span>
              {t('effective')} <span className={css['number']}>{line.effectiveDate}</span>
            </span>
          )}
          {line.basedOn !== '' && <span className={css['quiet']}>{t('basedOn', { name: line.basedOn })}</span>}
          {line.digest !== null && (
            <span className={css['quiet']} title={line.digest}>
              {t('digest')} {line.digest.slice(0, 12)}
            </span>
          )}
        </div>
        <Notices detail={detail} />
        <TrialNotes book={line.id} />
        <Tabs
          items={[
            {
              key: 'clauses',
              label: t('clauses'),
              children: (
                <>
                  <Clauses text={isPublished ? (detail.effectiveText ?? detail.text) : detail.text} />
                  <Signatures
                    book={line.id}
                    doubts={detail.doubts}
                    signatures={detail.signatures}
                    maySign={mayPublish && line.state === 'open'}
                  />
                </>
              ),
            },
            { key: 'compare', label: t('compare'), children: <Comparison book={line} /> },
            {
              key: 'comments',
              label: line.comments > 0 ? `${t('comments')} ${line.comments}` : t('comments'),
              children: <Comments book={line} />,
            },
            ...(isPublished && mayEdit
              ? [{ key: 'shown', label: t('shown'), children: <ShownTo book={line.id} /> }]
              : []),
          ]}
        />
      </Section>
    </Page>
  );
};

const Notices = ({ detail }: { detail: BookDetail }) => {
  const t = useText();
  const { book } = detail;
  const errors = detail.problems.filter((problem) => problem.severity === 'error').length;
  const acknowledge = useAct(book.id, 'acknowledge');
  const mustRead = (book.state === 'scheduled' || book.state === 'in-force') && !book.isAcknowledged;
  return (
    <>
      {errors > 0 && <Alert type="warning" showIcon title={t('hasErrors', { n: errors })} />}
      {book.state === 'open' && <Alert type="info" showIcon title={t('openText')} />}
      {mustRead && (
        <Alert
          type="info"
          showIcon
          title={t('acknowledgeText')}
          action={
            <Button type="primary" size="small" loading={acknowledge.isPending} onClick={() => acknowledge.mutate({})}>
              {t('acknowledge')}
            </Button>
          }
        />
      )}
    </>
  );
};

const useAct = (id: string, act: string) => {
  const { message } = App.useApp();
  return useMutation({
    mutationFn: (body: object) => api.post(`/api/rules/books/${id}/${act}`, body),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['rules'] }),
    onError: (error) => void message.error(toProblem(error).detail),
  });
};

const Acts = ({ detail }: { detail: BookDetail }) => {
  const t = useText();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { book } = detail;
  const [isPublishing, setPublishing] = useState(false);
  const mayEdit = useMay('rules.book.edit');
  const mayPublish = useMay('rules.book.publish');
  const mayTry = useMay('pay.slip.read-all');
  const open = useAct(book.id, 'open');
  const takeBack = useAct(book.id, 'take-back');
  const withdraw = useAct(book.id, 'withdraw');
  const copy = useMutation({
    mutationFn: () => api.post<BookDetail>('/api/rules/books', { book: book.id }),
    onSuccess: (made) => void navigate(`/rules/books/${made.book.id}/edit`),
    onError: (error) => void message.error(toProblem(error).detail),
  });
  const drop = useMutation({
    mutationFn: () => api.delete(`/api/rules/books/${book.id}`),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['rules', 'books'] });
      void message.success(t('dropped'));
      void navigate('/rules');
    },
    onError: (error) => void message.error(toProblem(error).detail),
  });
  const revision = { revision: book.revision };
  const file = `/api/rules/books/${book.id}`;
  const more = [
    {
      key: 'print',
      label: (
        <a href={`${file}/print?lang=${language.get()}`} target="_blank" rel="noreferrer">
          {t('print')}
        </a>
      ),
    },
    { key: 'file', label: <a href={`${file}/file`}>{t('exportFile')}</a> },
    { key: 'effective', label: <a href={`${file}/file?effective=true`}>{t('exportEffective')}</a> },
    ...(mayEdit && book.state === 'draft' ? [{ key: 'drop', label: t('drop'), onClick: () => drop.mutate() }] : []),
  ];
  return (
    <div className={css['actions']}>
      {mayEdit && book.state === 'draft' && (
        <>
          <Button onClick={() => void navigate(`/rules/books/${book.id}/edit`)}>{t('edit')}</Button>
          <Button type="primary" loading={open.isPending} onClick={() => open.mutate(revision)}>
            {t('openForComments')}
          </Button>
        </>
      )}
      {mayEdit && book.state === 'open' && (
        <Button loading={takeBack.isPending} onClick={() => takeBack.mutate(revision)}>
          {t('takeBack')}
        </Button>
      )}
      {mayPublish && book.state === 'open' && (
        <Button type="primary" onClick={() => setPublishing(true)}>
          {t('publish')}
        </Button>
      )}
      {mayPublish && book.state === 'scheduled' && (
        <Button loading={withdraw.isPending} onClick={() => withdraw.mutate(revision)}>
          {t('withdraw')}
        </Button>
      )}
      {mayTry && book.version === 0 && (
        <Button onClick={() => void navigate(`/pay/whatif?after=${book.id}`)}>{t('tryIt')}</Button>
      )}
      {mayTry && mayEdit && (
        <Button onClick={() => void navigate(`/pay/whatif?change=${book.id}`)}>{t('tryOne')}</Button>
      )}
      {mayEdit && book.version > 0 && (
        <Button loading={copy.isPending} onClick={() => copy.mutate()}>
          {t('newDraft')}
        </Button>
      )}
      <Dropdown menu={{ items: more }} trigger={['click']}>
        <Button>
          {t('exportFile')} / {t('print')}
        </Button>
      </Dropdown>
      {isPublishing && <PublishDialog book={book} onClose={() => setPublishing(false)} />}
    </div>
  );
};
