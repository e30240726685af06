import { useMutation } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useNavigate } from 'react-router';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useMay } from '@/shared/session';
import { useText } from './text';
import { useBooks } from './use-overview';

/** To a rule's place in the editor of the book: in the newest draft, or in one begun from the book in force. */
export const BookDoor = ({ path }: { path: string }) => {
  const t = useText();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const mayEdit = useMay('rules.book.edit');
  const books = useBooks();
  const draft = books.data?.find((book) => book.state === 'draft');
  const inForce = books.data?.find((book) => book.state === 'in-force');
  const go = (id: string) => void navigate(`/rules/books/${id}/edit?at=${encodeURIComponent(path)}`);
  const start = useMutation({
    mutationFn: () =>
      api.post<{ book: { id: string } }>(
        '/api/rules/books',
        inForce === undefined ? { preset: 'new-shop' } : { book: inForce.id },
      ),
    onSuccess: (made) => go(made.book.id),
    onError: (error) => void message.error(toProblem(error).detail),
  });
  if (!mayEdit || books.data === undefined) return null;
  return (
    <Button
      type="link"
      size="small"
      loading={start.isPending}
      onClick={() => (draft === undefined ? start.mutate() : go(draft.id))}
    >
      {t('toBook')}
    </Button>
  );
};
