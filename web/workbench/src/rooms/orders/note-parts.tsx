import { sharedText } from '@/shared/i18n/shared-text';
import css from './orders.module.css';
import { useText } from './text';
import type { NoteForm } from './wire';

/** The note in its parts, as a mural shop writes it; what belongs to no part stands at the end. */
export const NoteParts = ({ note }: { note: NoteForm }) => {
  const t = useText();
  const parts: [string, string | null][] = [
    [t('note_buyer'), note.buyer],
    [
      t('note_size'),
      note.width === null || note.height === null
        ? null
        : t('note_sizeOf', { width: note.width, height: note.height, area: note.area ?? 0 }),
    ],
    [t('note_pattern'), note.pattern],
    [t('note_shipOn'), note.shipOn],
    [t('note_delivery'), note.delivery],
    [t('note_extra'), note.extra],
    [t('note_rest'), note.rest.length === 0 ? null : note.rest.join(sharedText('listMark'))],
  ];
  return (
    <>
      <h3 className={css['sub']}>{t('note_form')}</h3>
      <dl className={css['facts']}>
        {parts
          .filter(([, value]) => value !== null)
          .map(([label, value]) => (
            <div key={label} style={{ display: 'contents' }}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </>
  );
};
