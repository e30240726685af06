import { Suspense, useEffect, useState } from 'react';
import { Alert, App, Button, Segmented } from 'antd';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { late } from '@/shared/late';
import { Page } from '@/shared/ui/page';
import { Loading, LoadFailed, State } from '@/shared/ui/states';
import { BookForm } from './book-form';
import { ProblemList } from './problem-list';
import css from './rules.module.css';
import { useText } from './text';
import { useBook, useSaid, useSections } from './use-books';
import { useDraft } from './use-draft';
import type { BookDetail, CheckAnswer } from './wire';

const CodeEditor = late(() => import('./code-editor').then((m) => m.CodeEditor));

const pauseMs = 350;
const narrow = 1000;

export const EditorPage = () => {
  const { id = '' } = useParams();
  const t = useText();
  const book = useBook(id);
  if (book.isPending) return <Loading />;
  if (book.isError) return <LoadFailed error={book.error} onRetry={() => void book.refetch()} />;
  if (book.data.book.state !== 'draft') return <State title={t('notDraft')} />;
  return <Editor key={id} detail={book.data} />;
};

/** Asks the server about the text when the hand rests; the last answer stays until the next one comes. */
const useChecked = (text: string) => {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return useQuery({
    queryKey: ['rules', 'check', rested],
    queryFn: ({ signal }) => api.post<CheckAnswer>('/api/rules/check', { text: rested }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 30_000,
  });
};

const none: never[] = [];

const Editor = ({ detail }: { detail: BookDetail }) => {
  const t = useText();
  const said = useSaid();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const draft = useDraft(detail);
  const sections = useSections();
  const checked = useChecked(draft.text);
  const [view, setView] = useState(() => (window.innerWidth < narrow ? 'form' : 'both'));
  const [goTo, setGoTo] = useState<{ asked: number; line: number } | null>(null);
  const formText = draft.text;
  const problems = checked.data?.problems ?? none;
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  const { save, takeOver } = draft;
  const { mutate } = save;
  const revision = draft.base.revision;

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key === 's') {
        event.preventDefault();
        mutate({ revision });
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [mutate, revision]);

  const [search] = useSearchParams();
  const at = search.get('at');
  const isReady = sections.data !== undefined && checked.data !== undefined;
  useEffect(() => {
    if (at === null || !isReady) return;
    const field = document.getElementById(at) ?? document.querySelector(`[id^="${CSS.escape(at)}."]`);
    field?.scrollIntoView({ block: 'center' });
    if (field instanceof HTMLElement) field.focus({ preventScroll: true });
  }, [at, isReady]);

  const isConflict = save.isError && toProblem(save.error).code === 'rules.book.changed';
  const go = (line: number) => {
    if (view === 'form') setView('source');
    setGoTo({ asked: Date.now(), line });
  };
  const actions = (
    <div className={css['actions']}>
      <Segmented
        value={view}
        options={[
          { value: 'form', label: t('form') },
          { value: 'both', label: t('both') },
          { value: 'source', label: t('source') },
        ]}
        onChange={setView}
      />
      <Button onClick={() => void navigate(`/rules/books/${detail.book.id}`)}>{t('back')}</Button>
      <Button
        type="primary"
        disabled={!draft.isChanged}
        loading={save.isPending}
        onClick={() => mutate({ revision }, { onSuccess: () => void message.success(t('saved')) })}
      >
        {t('save')}
      </Button>
    </div>
  );
  const word = errors > 0 ? t('errorsN', { n: errors }) : checked.isFetching ? t('checking') : t('sound');
  return (
    <Page
      title={said(detail.book.title) || detail.book.name || t('title')}
      subtitle={draft.isChanged ? `${word} · ${t('unsaved')}` : word}
      actions={actions}
    >
      <div className={`${css['editor'] ?? ''} ${view === 'both' ? '' : (css['single'] ?? '')}`}>
        {view !== 'source' && (
          <div className={css['pane']}>
            <div className={css['form']}>
              {draft.isRestored && (
                <Alert
                  type="info"
                  title={t('restored')}
                  action={
                    <Button size="small" onClick={draft.discard}>
                      {t('discard')}
                    </Button>
                  }
                />
              )}
              {save.isError && (
                <Alert
                  type="warning"
                  title={toProblem(save.error).detail}
                  action={
                    isConflict ? (
                      <Button size="small" onClick={() => void takeOver()}>
                        {t('takeOver')}
                      </Button>
                    ) : undefined
                  }
                />
              )}
              {sections.data === undefined ? (
                <Loading />
              ) : (
                <BookForm
                  text={formText}
                  sections={sections.data.sections}
                  settings={checked.data?.settings ?? none}
                  problems={problems}
                  onChange={draft.setText}
                />
              )}
            </div>
          </div>
        )}
        {view !== 'form' && (
          <div className={css['pane']}>
            <Suspense fallback={<Loading />}>
              <CodeEditor
                text={draft.text}
                problems={problems}
                label={t('source')}
                goTo={goTo}
                onChange={draft.setText}
              />
            </Suspense>
            <ProblemList problems={problems} onGoTo={go} />
          </div>
        )}
        {view === 'form' && <ProblemList problems={problems.filter((p) => p.severity === 'error')} onGoTo={go} />}
      </div>
    </Page>
  );
};
