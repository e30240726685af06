import { useCallback, useEffect, useState } from 'react';
import { useMutation } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { queries } from '@/shared/api/queries';
import { clearDraft, keepDraft, readDraft } from './kept-draft';
import type { BookDetail } from './wire';

/** The text being written: kept on this device with every stroke, sent to the server when it is saved. */
export const useDraft = (detail: BookDetail) => {
  const { id, revision } = detail.book;
  const [base, setBase] = useState({ text: detail.text, revision });
  const [kept] = useState(() => readDraft(id));
  const [text, setText] = useState(kept ?? detail.text);
  const [isRestored, setRestored] = useState(kept !== null && kept !== detail.text);
  const isChanged = text !== base.text;

  useEffect(() => {
    if (isChanged) keepDraft(id, text);
    else clearDraft(id);
  }, [id, text, isChanged]);

  useEffect(() => {
    if (!isChanged) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isChanged]);

  const save = useMutation({
    mutationFn: (over: { revision: number }) =>
      api.put<BookDetail>(`/api/rules/books/${id}`, { text, revision: over.revision }),
    onSuccess: async (saved) => {
      setBase({ text: saved.text, revision: saved.book.revision });
      setRestored(false);
      queries.setQueryData(['rules', 'book', id], saved);
      await queries.invalidateQueries({ queryKey: ['rules', 'books'] });
    },
  });

  /** Somebody saved meanwhile: take their number, keep our words. */
  const takeOver = useCallback(async () => {
    const theirs = await api.get<BookDetail>(`/api/rules/books/${id}`);
    save.mutate({ revision: theirs.book.revision });
  }, [id, save]);

  const discard = () => {
    setText(base.text);
    setRestored(false);
  };

  return { text, setText, base, isChanged, isRestored, save, takeOver, discard };
};
