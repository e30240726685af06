import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { api } from '@/shared/api/client';
import { fullMoment } from '@/shared/time/format';
import { useZone } from '@/shared/time/use-zone';
import css from './rules.module.css';
import { useText } from './text';

type Note = { id: string; from: string; to: string; note: string; by: string; at: string };

/** What the owner wrote about trying this book on past months; nothing where nobody wrote. */
export const TrialNotes = ({ book }: { book: string }) => {
  const t = useText();
  const zone = useZone();
  const notes = useQuery({
    queryKey: ['rules', 'trial-notes', book],
    queryFn: ({ signal }) => api.get<{ notes: Note[] }>('/api/pay/whatifs/notes', { query: { book }, signal }),
  });
  return (notes.data?.notes ?? []).map((note) => (
    <Alert
      key={note.id}
      type="info"
      title={t('trialNote', { from: note.from, to: lastOf(note.to) })}
      description={
        <>
          <div className={css['wrap']} style={{ whiteSpace: 'pre-wrap' }}>
            {note.note}
          </div>
          <div className={css['quiet']}>{t('trialNoteBy', { name: note.by, at: fullMoment(note.at, zone) })}</div>
        </>
      }
    />
  ));
};

/** The month before the one that is excluded. */
const lastOf = (to: string): string => {
  const at = Number(to.slice(0, 4)) * 12 + Number(to.slice(5, 7)) - 2;
  return `${String(Math.floor(at / 12))}-${String((at % 12) + 1).padStart(2, '0')}`;
};
