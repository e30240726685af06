import { Select } from 'antd';
import { language } from '@/shared/i18n/language';
import css from './overview.module.css';
import { useText } from './text';
import { useBooks } from './use-overview';

const fresh = 'new';

/** The draft that takes the change: one there is, the newest first, or a new one. */
export const useDraftChoice = (
  chosen: string | null,
): { id: string | null; drafts: { id: string; label: string }[] } => {
  const books = useBooks();
  const drafts = (books.data ?? [])
    .filter((book) => book.state === 'draft')
    .map((book) => ({ id: book.id, label: language.get() === 'en' ? book.title.en : book.title.zh }));
  return { id: chosen === fresh ? null : (chosen ?? drafts[0]?.id ?? null), drafts };
};

type DraftChoiceProps = { chosen: string | null; onChange: (id: string) => void };

export const DraftChoice = ({ chosen, onChange }: DraftChoiceProps) => {
  const t = useText();
  const { id, drafts } = useDraftChoice(chosen);
  return (
    <label className={css['field']}>
      <span>{t('draft')}</span>
      <Select
        aria-label={t('draft')}
        value={id ?? fresh}
        onChange={onChange}
        options={[
          ...drafts.map((draft) => ({ value: draft.id, label: draft.label })),
          { value: fresh, label: t('draftNew') },
        ]}
      />
    </label>
  );
};
