import { useState } from 'react';
import { App, Button, Input, Select } from 'antd';
import { useMutation } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { queries } from '@/shared/api/queries';
import { useMay } from '@/shared/session';
import { useNow } from '@/shared/time/now';
import { shortMoment } from '@/shared/time/format';
import { useZone } from '@/shared/time/use-zone';
import { Loading, LoadFailed, State } from '@/shared/ui/states';
import { settingsOf } from './clauses';
import css from './rules.module.css';
import { useText } from './text';
import { useComments, useSaid, useSections } from './use-books';
import type { BookLine, Comment } from './wire';

const longest = 2000;

const useSay = (book: string, path: string) => {
  const { message } = App.useApp();
  return useMutation({
    mutationFn: (body: Record<string, string>) =>
      api.post<{ comments: Comment[] }>(`/api/rules/books/${book}/comments${path}`, body),
    onSuccess: async (answer) => {
      queries.setQueryData(['rules', 'comments', book], answer);
      await queries.invalidateQueries({ queryKey: ['rules', 'book', book] });
      await queries.invalidateQueries({ queryKey: ['rules', 'books'] });
    },
    onError: (error) => void message.error(toProblem(error).detail),
  });
};

export const Comments = ({ book }: { book: BookLine }) => {
  const t = useText();
  const mayComment = useMay('rules.book.comment');
  const mayAnswer = useMay('rules.book.edit') && (book.state === 'open' || book.state === 'draft');
  const comments = useComments(book.id);
  if (comments.isPending) return <Loading rows={3} />;
  if (comments.isError) return <LoadFailed error={comments.error} onRetry={() => void comments.refetch()} />;
  return (
    <>
      {comments.data.comments.length === 0 && <State title={t('noComments')} />}
      {comments.data.comments.map((comment) => (
        <OneComment key={comment.id} book={book.id} comment={comment} mayAnswer={mayAnswer} />
      ))}
      {book.state === 'open' && mayComment && <WriteComment book={book.id} />}
    </>
  );
};

const OneComment = ({ book, comment, mayAnswer }: { book: string; comment: Comment; mayAnswer: boolean }) => {
  const t = useText();
  const said = useSaid();
  const zone = useZone();
  const now = useNow();
  const [answer, setAnswer] = useState('');
  const say = useSay(book, `/${comment.id}/answer`);
  return (
    <article className={css['comment']}>
      <strong>{comment.person.name}</strong>{' '}
      <span className={css['quiet']}>
        {shortMoment(comment.at, zone, now)} {said(comment.pathName)}
      </span>
      <div className={css['wrap']}>{comment.words}</div>
      {comment.answer !== null && (
        <div className={css['answer']}>
          <span className={css['quiet']}>{t('answeredBy', { name: comment.answeredBy?.name ?? '' })}</span>
          <div className={css['wrap']}>{comment.answer}</div>
        </div>
      )}
      {comment.answer === null && mayAnswer && (
        <div className={css['write']}>
          <Input.TextArea
            value={answer}
            maxLength={longest}
            autoSize={{ minRows: 1, maxRows: 6 }}
            placeholder={t('yourAnswer')}
            aria-label={t('yourAnswer')}
            onChange={(event) => setAnswer(event.target.value)}
          />
          <div>
            <Button
              size="small"
              disabled={answer.trim() === ''}
              loading={say.isPending}
              onClick={() => say.mutate({ answer })}
            >
              {t('answer')}
            </Button>
          </div>
        </div>
      )}
    </article>
  );
};

const WriteComment = ({ book }: { book: string }) => {
  const t = useText();
  const said = useSaid();
  const sections = useSections();
  const [words, setWords] = useState('');
  const [path, setPath] = useState('');
  const say = useSay(book, '');
  const options = (sections.data?.sections ?? []).flatMap((section) =>
    settingsOf(section.fields, section.name).map((setting) => ({
      value: setting.path,
      label: [section.title, ...setting.names, setting.name].map(said).join(' · '),
    })),
  );
  return (
    <div className={css['write']}>
      <strong>{t('askComment')}</strong>
      <Select
        showSearch
        optionFilterProp="label"
        value={path}
        aria-label={t('aboutWhat')}
        options={[{ value: '', label: t('aboutAll') }, ...options]}
        onChange={setPath}
      />
      <Input.TextArea
        value={words}
        maxLength={longest}
        autoSize={{ minRows: 2, maxRows: 8 }}
        placeholder={t('yourWords')}
        aria-label={t('yourWords')}
        onChange={(event) => setWords(event.target.value)}
      />
      <div>
        <Button
          type="primary"
          disabled={words.trim() === ''}
          loading={say.isPending}
          onClick={() => say.mutate({ words, path }, { onSuccess: () => setWords('') })}
        >
          {t('say')}
        </Button>
      </div>
    </div>
  );
};
