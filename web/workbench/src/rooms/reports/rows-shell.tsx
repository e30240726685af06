import type { ReactNode } from 'react';
import { Button, Drawer } from 'antd';
import { Loading, LoadFailed, State } from '@/shared/ui/states';
import css from './reports.module.css';
import { useText } from './text';

type RowsShellProps = { name: string | null; width: number; onClose: () => void; children: ReactNode };

/** The drawer behind a figure; without a name it is shut. */
export const RowsShell = ({ name, width, onClose, children }: RowsShellProps) => {
  const t = useText();
  return (
    <Drawer
      open={name !== null}
      onClose={onClose}
      size={Math.min(width, window.innerWidth)}
      title={name === null ? '' : t('rowsTitle', { name })}
      destroyOnHidden
    >
      {children}
    </Drawer>
  );
};

type Paged<Page> = {
  isPending: boolean;
  isError: boolean;
  error: Error | null;
  data: { pages: Page[] } | undefined;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  refetch: () => unknown;
  fetchNextPage: () => unknown;
};

type RowsTableProps<Page, Row> = {
  list: Paged<Page>;
  rowsOf: (page: Page) => readonly Row[];
  head: (first: Page) => readonly string[];
  row: (row: Row, index: number, first: Page) => ReactNode;
  /** The sum of all rows, which is the figure. */
  sum: (first: Page) => ReactNode;
};

/** Rows page by page with their sum at the foot; waiting, failing and empty as everywhere. */
export const RowsTable = <Page, Row>({ list, rowsOf, head, row, sum }: RowsTableProps<Page, Row>) => {
  const t = useText();
  if (list.isPending) return <Loading rows={10} />;
  const first = list.data?.pages[0];
  if (list.isError || first === undefined) return <LoadFailed error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data?.pages.flatMap((page) => rowsOf(page)) ?? [];
  if (rows.length === 0) return <State title={t('noRows')} />;
  return (
    <>
      <div className={css['scroll']}>
        <table className={css['rows']}>
          <thead>
            <tr>
              {head(first).map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{rows.map((one, index) => row(one, index, first))}</tbody>
        </table>
      </div>
      {list.hasNextPage && (
        <p className={css['more']}>
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('moreRows')}
          </Button>
        </p>
      )}
      <p className={css['foot']}>
        <b>{sum(first)}</b>
        <span>{t('rowsShown', { n: rows.length })}</span>
      </p>
    </>
  );
};
