import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Select, Table } from 'antd';
import { Link } from 'react-router';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useSharedText } from '@/shared/i18n/shared-text';
import { useMay, useShop } from '@/shared/session';
import { Page, Section } from '@/shared/ui/page';
import { Loading, LoadFailed, NoRight, State } from '@/shared/ui/states';
import type { Referral } from '../dossier/care-wire';
import { CustomerTabs } from '../dossier/customer-tabs';
import dossier from '../dossier/dossier.module.css';
import css from './lists.module.css';
import { useText } from './text';

const states = ['noted', 'contacted', 'ordered', 'void'] as const;

/** Who brought whom, and how far it is. */
export const ReferralsPage = () => {
  const t = useText();
  const shop = useShop();
  const may = useMay('shop.buyer.read');
  const mayExport = useMay('people.privacy.export');
  return (
    <Page
      title={t('referrals')}
      actions={mayExport && <Button href={`/api/shop/referrals/export?shop=${shop.id}`}>{t('exportFile')}</Button>}
    >
      <CustomerTabs />
      {may ? <List /> : <NoRight right={t('right')} />}
    </Page>
  );
};

const List = () => {
  const t = useText();
  const shared = useSharedText();
  const shop = useShop();
  const client = useQueryClient();
  const { message } = App.useApp();
  const mayEdit = useMay('shop.buyer.edit');
  const found = useInfiniteQuery({
    queryKey: ['referrals', shop.id, 'all'],
    queryFn: ({ pageParam, signal }) =>
      api.get<{ referrals: Referral[]; next: string | null }>('/api/shop/referrals', {
        query: { shop: shop.id, before: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    enabled: shop.id !== '',
  });
  const move = useMutation({
    mutationFn: ({ id, state }: { id: string; state: Referral['state'] }) =>
      api.post(`/api/shop/referrals/${id}/state`, { state }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['referrals'] }),
    onError: (error) => message.error(toProblem(error).detail),
  });
  if (found.isPending) return <Loading rows={6} />;
  if (found.isError) return <LoadFailed error={found.error} onRetry={() => void found.refetch()} />;
  const rows = found.data.pages.flatMap((page) => page.referrals);
  if (rows.length === 0) return <State title={t('emptyReferrals')} text={t('emptyReferralsText')} />;
  return (
    <Section>
      <Table<Referral>
        size="small"
        rowKey="id"
        pagination={false}
        scroll={{ x: 720 }}
        dataSource={rows}
        columns={[
          {
            title: t('referrer'),
            key: 'from',
            width: 120,
            render: (_, row) => <Link to={`/customers/${row.referrer}`}>{row.referrerName}</Link>,
          },
          {
            title: t('brought'),
            key: 'to',
            width: 120,
            render: (_, row) => <Link to={`/customers/${row.brought}`}>{row.broughtName}</Link>,
          },
          { title: t('relation'), dataIndex: 'relation', width: 90 },
          { title: t('on'), dataIndex: 'on', width: 110 },
          { title: t('need'), key: 'need', render: (_, row) => <span className={dossier['words']}>{row.need}</span> },
          {
            title: t('progress'),
            key: 'state',
            width: 130,
            render: (_, row) =>
              mayEdit ? (
                <Select
                  size="small"
                  className={css['way'] ?? ''}
                  aria-label={`${t('progress')} ${row.broughtName}`}
                  value={row.state}
                  loading={move.isPending && move.variables.id === row.id}
                  onChange={(state) => move.mutate({ id: row.id, state })}
                  options={states.map((value) => ({ value, label: t(`progress-${value}`) }))}
                />
              ) : (
                t(`progress-${row.state}`)
              ),
          },
        ]}
      />
      {found.hasNextPage && (
        <Button size="small" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {shared('more')}
        </Button>
      )}
    </Section>
  );
};
