import { DownloadOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Table } from 'antd';
import { api } from '@/shared/api/client';
import { useLanguage } from '@/shared/i18n/language';
import { Section } from '@/shared/ui/page';
import { Loading, LoadFailed } from '@/shared/ui/states';
import css from './orders.module.css';
import { useText } from './text';
import type { RefusedRows } from './wire';

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
  if (list.isPending) return <Loading rows={4} />;
  if (list.isError) return <LoadFailed error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap((page) => page.rows);
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
      <p className={css['quiet']}>{t('refusedText')}</p>
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
            title: t('refusedCells'),
            key: 'cells',
            ellipsis: true,
            render: (_, row) => (
              <span className={css['quiet']}>{row.cells?.filter((cell) => cell !== '').join(' | ') ?? '—'}</span>
            ),
          },
        ]}
      />
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
