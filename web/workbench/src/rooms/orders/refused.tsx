import { useState } from 'react';
import { DownloadOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { Alert, Button, Table } from 'antd';
import { useNavigate } from 'react-router';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useLanguage } from '@/shared/i18n/language';
import { Section } from '@/shared/ui/page';
import { Loading, LoadFailed } from '@/shared/ui/states';
import { MendRow, type RefusedRow } from './import/mend-row';
import { useImportText } from './import/text';
import css from './orders.module.css';
import { useText } from './text';
import type { Import, RefusedRows } from './wire';

/** Rows that could not be read without guessing: looked at here, mended in the file. */
export const Refused = ({ id, name }: { id: string; name: string }) => {
  const t = useText();
  const spoken = useLanguage();
  const list = useInfiniteQuery({
    queryKey: ['orders', 'import', id, 'refused'],
    queryFn: ({ pageParam, signal }) =>
      api.get<RefusedRows>(`/api/orders/imports/${id}/refused`, { query: { after: pageParam }, signal }),
    initialPageParam: 0,
    getNextPageParam: (last) => last.next,
  });
  const ti = useImportText();
  const navigate = useNavigate();
  const [open, setOpen] = useState<RefusedRow | null>(null);
  const [mended, setMended] = useState<Record<number, string[]>>({});
  const send = useMutation({
    mutationFn: () =>
      api.post<Import>(`/api/orders/imports/${id}/mend`, {
        rows: Object.entries(mended).map(([line, cells]) => ({ line: Number(line), cells })),
      }),
    onSuccess: (made) => void navigate(`/orders/import/${made.id}`),
  });
  const count = Object.keys(mended).length;
  if (list.isPending) return <Loading rows={4} />;
  if (list.isError) return <LoadFailed error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap((page) => page.rows);
  const headers = list.data.pages[0]?.headers ?? [];
  const cellsOf = (row: RefusedRow) => mended[row.line] ?? headers.map((_, i) => row.cells?.[i] ?? '');
  if (rows.length === 0) return null;
  return (
    <Section
      title={t('refusedTitle')}
      actions={
        <a href={`/api/orders/imports/${id}/refused.csv`} download={name}>
          <Button size="small" icon={<DownloadOutlined />}>
            {t('downloadRefused')}
          </Button>
        </a>
      }
    >
      <p className={css['quiet']}>{ti('refusedText')}</p>
      {send.isError && <Alert type="error" showIcon title={toProblem(send.error).detail} />}
      <Table
        size="small"
        rowKey="line"
        pagination={false}
        scroll={{ x: 720 }}
        dataSource={rows}
        columns={[
          { title: t('line'), dataIndex: 'line', width: 72, className: css['number'] ?? '' },
          {
            title: t('reason'),
            key: 'reason',
            width: 380,
            render: (_, row) =>
              row.problems.map((problem) => <div key={problem.code}>{spoken === 'en' ? problem.en : problem.zh}</div>),
          },
          {
            title: '',
            key: 'mend',
            width: 96,
            render: (_, row) =>
              row.cells === null ? null : (
                <Button
                  size="small"
                  type={mended[row.line] === undefined ? 'default' : 'primary'}
                  ghost={mended[row.line] !== undefined}
                  onClick={() => setOpen(row)}
                >
                  {ti(mended[row.line] === undefined ? 'mend' : 'mendDone')}
                </Button>
              ),
          },
          {
            title: t('refusedCells'),
            key: 'cells',
            ellipsis: true,
            render: (_, row) => (
              <span className={css['quiet']}>
                {row.cells === null
                  ? '—'
                  : cellsOf(row)
                      .filter((cell) => cell !== '')
                      .join(' | ')}
              </span>
            ),
          },
        ]}
      />
      {count > 0 && (
        <div className={css['buttons']}>
          <Button type="primary" loading={send.isPending} onClick={() => send.mutate()}>
            {ti('mendSend', { n: count })}
          </Button>
          <Button onClick={() => setMended({})}>{ti('mendDrop')}</Button>
        </div>
      )}
      {open !== null && (
        <MendRow
          key={open.line}
          row={open}
          headers={headers}
          cells={cellsOf(open)}
          onClose={() => setOpen(null)}
          onSave={(cells) => {
            setMended({ ...mended, [open.line]: cells });
            setOpen(null);
          }}
        />
      )}
      {list.hasNextPage && (
        <div className={css['more']}>
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('loadMore')}
          </Button>
        </div>
      )}
    </Section>
  );
};
