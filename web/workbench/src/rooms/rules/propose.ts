import { api } from '@/shared/api/client';
import { readField, writeField, type FieldValue } from './book-text';
import type { BookDetail, BookLine } from './wire';

/** Settings of a book by their path; `undefined` takes a line out. */
export type Proposed = { path: string[]; value: FieldValue | undefined }[];

/** The draft with the changes; `isVaried` = the book says something else for single shops or teams, which the changes leave alone. */
export type Kept = { id: string; isVaried: boolean };

const root = '/api/rules/books';

/** Drafts that may take another change, newest first. */
export const readDrafts = async (): Promise<BookLine[]> =>
  (await api.get<{ books: BookLine[] }>(root, { query: { limit: 50 } })).books.filter((book) => book.state === 'draft');

/** Without a draft, a new one is made of the book in force, or of the advised rules where there is none. */
const startText = async (title: string): Promise<string> => {
  const { books } = await api.get<{ books: BookLine[] }>(root, { query: { limit: 50 } });
  const inForce = books.find((book) => book.state === 'in-force');
  return inForce === undefined
    ? `book: ours\ntitle: ${JSON.stringify(title)}\nextends: new-shop\n`
    : (await api.get<BookDetail>(`${root}/${inForce.id}`)).text;
};

/** Writes settings into a draft of the rule book; the rest of its text and its comments stay. Nothing holds until the draft is published. */
export const propose = async (draft: string | null, title: string, changes: Proposed): Promise<Kept> => {
  const before = draft === null ? null : await api.get<BookDetail>(`${root}/${draft}`);
  const text = changes.reduce(
    (written, change) => writeField(written, change.path, change.value),
    before?.text ?? (await startText(title)),
  );
  const kept =
    before === null
      ? await api.post<BookDetail>(root, { text })
      : await api.put<BookDetail>(`${root}/${before.book.id}`, { text, revision: before.book.revision });
  return { id: kept.book.id, isVaried: readField(text, ['variants']) !== undefined };
};
