import { App, Button, Tag, Upload } from 'antd';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { queries } from '@/shared/api/queries';
import { useMay } from '@/shared/session';
import { useZone } from '@/shared/time/use-zone';
import { shortMoment } from '@/shared/time/format';
import { useNow } from '@/shared/time/now';
import { Page, Section } from '@/shared/ui/page';
import { Loading, LoadFailed, State } from '@/shared/ui/states';
import css from './rules.module.css';
import { StateTag } from './state-tag';
import { useText } from './text';
import { useBooks, usePresets, useSaid } from './use-books';
import type { BookDetail, BookLine, Preset } from './wire';

const largestFile = 768 * 1024;

const useStart = () => {
  const t = useText();
  const navigate = useNavigate();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: (from: { preset?: string; book?: string; text?: string }) =>
      api.post<BookDetail>('/api/rules/books', from),
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: ['rules', 'books'] });
      void message.success(t('started'));
      void navigate(`/rules/books/${made.book.id}/edit`);
    },
    onError: (error) => void message.error(toProblem(error).detail),
  });
};

export const BooksPage = () => {
  const t = useText();
  const mayEdit = useMay('rules.book.edit');
  const books = useBooks();
  const lines = books.data?.pages.flatMap((page) => page.books) ?? [];
  const presets = usePresets();
  const start = useStart();
  const { message } = App.useApp();
  const load = async (file: File) => {
    if (file.size > largestFile) void message.error(t('importTooLarge'));
    else start.mutate({ text: await file.text() });
  };
  const actions = mayEdit && (
    <Upload accept=".yaml,.yml" showUploadList={false} beforeUpload={(file) => (void load(file), false)}>
      <Button>{t('importFile')}</Button>
    </Upload>
  );
  return (
    <Page title={t('title')} actions={actions}>
      <Section title={t('books')}>
        {books.isPending && <Loading rows={4} />}
        {books.isError && <LoadFailed error={books.error} onRetry={() => void books.refetch()} />}
        {books.isSuccess && lines.length === 0 && (
          <State
            title={t('noBooks')}
            text={t('noBooksText')}
            action={
              mayEdit ? (
                <Button type="primary" loading={start.isPending} onClick={() => start.mutate({ preset: 'new-shop' })}>
                  {t('startFromNewShop')}
                </Button>
              ) : undefined
            }
          />
        )}
        {lines.length > 0 && <BookTable books={lines} />}
        {books.hasNextPage && (
          <Button type="link" loading={books.isFetchingNextPage} onClick={() => void books.fetchNextPage()}>
            {t('more')}
          </Button>
        )}
      </Section>
      <Section title={t('presets')}>
        <p className={css['quiet']}>{t('presetsText')}</p>
        {presets.isPending && <Loading rows={3} />}
        {presets.isError && <LoadFailed error={presets.error} onRetry={() => void presets.refetch()} />}
        <div className={css['presets']}>
          {presets.data?.presets.map((preset) => (
            <PresetCard
              key={preset.name}
              preset={preset}
              onCopy={mayEdit ? () => start.mutate({ preset: preset.name }) : null}
            />
          ))}
        </div>
      </Section>
    </Page>
  );
};

const BookTable = ({ books }: { books: BookLine[] }) => {
  const t = useText();
  const said = useSaid();
  const zone = useZone();
  const now = useNow();
  const navigate = useNavigate();
  return (
    <div className={css['scroll']}>
      <table className={css['table']}>
        <thead>
          <tr>
            <th>{t('name')}</th>
            <th>{t('state')}</th>
            <th>{t('version')}</th>
            <th>{t('effective')}</th>
            <th className={css['optional']}>{t('comments')}</th>
            <th className={css['optional']}>{t('changed')}</th>
          </tr>
        </thead>
        <tbody>
          {books.map((book) => (
            <tr key={book.id} className={css['row']} onClick={() => void navigate(`/rules/books/${book.id}`)}>
              <td>
                <a
                  href={`/rules/books/${book.id}`}
                  onClick={(event) => {
                    event.preventDefault();
                  }}
                >
                  {said(book.title) || book.name || '—'}
                </a>
              </td>
              <td>
                <StateTag state={book.state} />
              </td>
              <td className={css['number']}>{book.version > 0 ? t('versionN', { n: book.version }) : '—'}</td>
              <td className={css['number']}>{book.effectiveDate ?? '—'}</td>
              <td className={css['optional']}>
                {book.comments > 0 ? t('commentsN', { n: book.comments }) : '—'}{' '}
                {book.unanswered > 0 && <Tag color="orange">{t('unansweredN', { n: book.unanswered })}</Tag>}
              </td>
              <td className={css['optional']}>
                {book.changedBy.name} <span className={css['quiet']}>{shortMoment(book.changedAt, zone, now)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

const PresetCard = ({ preset, onCopy }: { preset: Preset; onCopy: (() => void) | null }) => {
  const t = useText();
  const said = useSaid();
  return (
    <article className={css['preset']} title={preset.name}>
      <strong>{said(preset.title)}</strong>
      <span>
        <Tag color={preset.status === 'advised' ? 'green' : 'default'}>
          {t(preset.status === 'advised' ? 'advised' : 'historical')}
        </Tag>
      </span>
      <p>{said(preset.note)}</p>
      {onCopy !== null && (
        <Button size="small" onClick={onCopy}>
          {t('copyPreset')}
        </Button>
      )}
    </article>
  );
};
