import { useDeferredValue, useState } from 'react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Input, Table } from 'antd';
import type { TableColumnsType } from 'antd';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { api } from '@/shared/api/client';
import { useSharedText } from '@/shared/i18n/shared-text';
import { useMay, useShop } from '@/shared/session';
import { shortMoment } from '@/shared/time/format';
import { useNow } from '@/shared/time/now';
import { Loading, LoadFailed, NoRight, State } from '@/shared/ui/states';
import { Page } from '@/shared/ui/page';
import css from './customers.module.css';
import { CustomerTabs } from './dossier/customer-tabs';
import { ListFilters, readFilters, type Filters } from './dossier/list-filters';
import { IdentityMark } from './identity-mark';
import { useText } from './text';
import type { CustomerLine, CustomerList } from './wire';

export const CustomersPage = () => {
  const t = useText();
  const mayRead = useMay('shop.buyer.read');
  const [typed, setTyped] = useState('');
  const asked = useDeferredValue(typed.trim());
  const [search] = useSearchParams();
  const filters = readFilters(search);
  return (
    <Page
      title={t('customers')}
      actions={
        <Input.Search
          className={css['search'] ?? ''}
          allowClear
          placeholder={t('searchHint')}
          aria-label={t('searchHint')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      }
    >
      <CustomerTabs />
      {mayRead && <ListFilters filters={filters} />}
      {mayRead ? <List asked={asked} filters={filters} /> : <NoRight right={t('right')} />}
    </Page>
  );
};

const List = ({ asked, filters }: { asked: string; filters: Filters }) => {
  const t = useText();
  const shared = useSharedText();
  const shop = useShop();
  const navigate = useNavigate();
  const columns = useColumns();
  const list = useInfiniteQuery({
    queryKey: ['customers', shop.id, asked, filters],
    queryFn: ({ pageParam, signal }) =>
      api.get<CustomerList>('/api/shop/buyers', {
        query: { shop: shop.id, q: asked, before: pageParam, ...filters },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
    enabled: shop.id !== '',
  });
  if (list.isPending) return <Loading rows={8} />;
  if (list.isError) return <LoadFailed error={list.error} onRetry={() => void list.refetch()} />;
  const customers = list.data.pages.flatMap((page) => page.buyers);
  if (customers.length === 0) {
    return asked === '' && Object.keys(filters).length === 0 ? (
      <State title={t('emptyTitle')} text={t('emptyText')} />
    ) : (
      <State title={t('nothingFound')} text={t('nothingFoundText')} />
    );
  }
  return (
    <>
      <Table<CustomerLine>
        size="small"
        rowKey="id"
        columns={columns}
        dataSource={customers}
        pagination={false}
        scroll={{ x: 640 }}
        rowClassName={css['row'] ?? ''}
        onRow={(line) => ({ onClick: () => void navigate(`/customers/${line.id}`) })}
      />
      {list.hasNextPage && (
        <div className={css['more']}>
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {shared('more')}
          </Button>
        </div>
      )}
    </>
  );
};

const useColumns = (): TableColumnsType<CustomerLine> => {
  const t = useText();
  const { zone } = useShop();
  const now = useNow();
  return [
    { title: t('number'), dataIndex: 'number', width: 72, className: css['number'] ?? '' },
    {
      title: t('name'),
      dataIndex: 'name',
      width: 160,
      ellipsis: true,
      render: (name: string, line) => <Link to={`/customers/${line.id}`}>{name}</Link>,
    },
    {
      title: t('identity'),
      dataIndex: 'identity',
      width: 90,
      render: (_, line) => <IdentityMark identity={line.identity} />,
    },
    { title: t('tel'), dataIndex: 'tel', width: 130, className: css['tel'] ?? '' },
    { title: t('note'), dataIndex: 'note', ellipsis: true },
    { title: t('lastSeen'), dataIndex: 'lastSeenAt', width: 110, render: (at: string) => shortMoment(at, zone, now) },
  ];
};
