import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Table } from 'antd';
import { Link } from 'react-router';
import { api } from '@/shared/api/client';
import { useSharedText } from '@/shared/i18n/shared-text';
import { useShop } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import { Section } from '@/shared/ui/page';
import { Loading, LoadFailed } from '@/shared/ui/states';
import dossier from '../dossier/dossier.module.css';
import { Source } from '../dossier/source';
import { useText } from './text';
import type { Greeting } from './wire';

/** What was released, by whom, and what became of it. */
export const GreetingHistory = () => {
  const t = useText();
  const shared = useSharedText();
  const shop = useShop();
  const found = useInfiniteQuery({
    queryKey: ['greeting-history', shop.id],
    queryFn: ({ pageParam, signal }) =>
      api.get<{ greetings: Greeting[]; next: string | null }>('/api/shop/greetings/history', {
        query: { shop: shop.id, before: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    enabled: shop.id !== '',
  });
  if (found.isPending) return <Loading rows={3} />;
  if (found.isError) return <LoadFailed error={found.error} onRetry={() => void found.refetch()} />;
  const rows = found.data.pages.flatMap((page) => page.greetings);
  return (
    <Section title={t('history')}>
      {rows.length === 0 ? (
        <span className={dossier['quiet']}>{t('emptyHistory')}</span>
      ) : (
        <Table<Greeting>
          size="small"
          rowKey="id"
          pagination={false}
          scroll={{ x: 760 }}
          dataSource={rows}
          columns={[
            {
              title: t('customer'),
              key: 'name',
              width: 120,
              render: (_, row) => <Link to={`/customers/${row.buyer}`}>{row.buyerName}</Link>,
            },
            { title: t('at'), key: 'at', width: 150, render: (_, row) => fullMoment(row.at, shop.zone) },
            { title: t('way'), key: 'way', width: 120, render: (_, row) => row.way !== '' && t(`way-${row.way}`) },
            {
              title: t('words'),
              key: 'text',
              render: (_, row) => (
                <>
                  <span className={dossier['words']}>{row.text}</span>{' '}
                  <Source conversation={row.conversation} seq={row.seq} />
                  {row.note !== null && <div className={dossier['quiet']}>{row.note}</div>}
                </>
              ),
            },
            { title: t('by'), dataIndex: 'by', width: 90 },
            { title: t('state'), key: 'state', width: 100, render: (_, row) => t(`state-${row.state}`) },
          ]}
        />
      )}
      {found.hasNextPage && (
        <Button size="small" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {shared('more')}
        </Button>
      )}
    </Section>
  );
};
