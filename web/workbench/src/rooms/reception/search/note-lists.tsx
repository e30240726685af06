import { Button } from 'antd';
import { Link } from 'react-router';
import { shortMoment } from '@/shared/time/format';
import { useMinute } from '@/shared/time/now';
import { useZone } from '@/shared/time/use-zone';
import { Loading, LoadFailed } from '@/shared/ui/states';
import { clipped } from './marked';
import { Marked } from './said';
import css from './search.module.css';
import { useText } from './text';
import { useNotes } from './use-search';
import type { FoundNote } from './wire';

/** Notes on buyers and on orders; what stands in a conversation is in the list below. */
export const NoteLists = ({ q }: { q: string }) => (
  <>
    <Notes of="buyer" q={q} />
    <Notes of="order" q={q} />
  </>
);

const Notes = ({ of, q }: { of: 'buyer' | 'order'; q: string }) => {
  const t = useText();
  const list = useNotes(of, q);
  const notes = list.data?.pages.flatMap((page) => page.notes) ?? [];
  return (
    <section aria-label={t(of === 'buyer' ? 'notesBuyer' : 'notesOrder')}>
      <h2 className={css['group']}>{t(of === 'buyer' ? 'notesBuyer' : 'notesOrder')}</h2>
      {list.isPending ? (
        <Loading rows={2} />
      ) : list.isError ? (
        <LoadFailed error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <>
          {notes.map((note) => (
            <Note
              key={note.id}
              note={note}
              to={`/${of === 'buyer' ? 'customers' : 'orders'}/${encodeURIComponent(note.id)}`}
            />
          ))}
          {(notes.length === 0 || list.hasNextPage) && (
            <div className={css['foot']}>
              {list.hasNextPage ? (
                <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                  {t(notes.length === 0 ? 'goOn' : 'more')}
                </Button>
              ) : (
                t('noNotes')
              )}
            </div>
          )}
        </>
      )}
    </section>
  );
};

const Note = ({ note, to }: { note: FoundNote; to: string }) => {
  const zone = useZone();
  const minute = useMinute();
  const { text, found } = clipped(note.text, note.found);
  return (
    <Link className={css['noted']} to={to}>
      <span className={css['first']}>
        <span className={css['name']}>{note.title}</span>
        <time className={css['when']}>{shortMoment(note.at, zone, minute)}</time>
      </span>
      <span className={css['said']}>
        <Marked text={text} found={found} />
      </span>
    </Link>
  );
};
