import { useDeferredValue, useState } from 'react';
import { Button, Input, Segmented, Select, Table } from 'antd';
import type { TableColumnsType } from 'antd';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useMay, useShop } from '@/shared/session';
import { yuan } from '@/shared/time/format';
import { Page } from '@/shared/ui/page';
import { Loading, LoadFailed, NoRight, State } from '@/shared/ui/states';
import { GoodsTabs } from './goods-tabs';
import css from './goods.module.css';
import { FlagTags, StockMark } from './marks';
import { ProductForm } from './product-form';
import { useText } from './text';
import { useProductCounts, useProducts, type Show } from './use-goods';
import type { ProductCounts, ProductLine } from './wire';

const shows: readonly Show[] = ['all', 'sold-out', 'unlisted', 'colour-difference', 'no-discount', 'archived'];

export const GoodsPage = () => {
  const t = useText();
  const shop = useShop();
  const mayRead = useMay('shop.product.read');
  const mayEdit = useMay('shop.product.edit');
  const mayImport = useMay('orders.import.run');
  const [search, setSearch] = useSearchParams();
  const [typed, setTyped] = useState(search.get('q') ?? '');
  const [makes, setMakes] = useState(false);
  const q = useDeferredValue(typed.trim());
  const navigate = useNavigate();
  const show = shows.find((one) => one === search.get('show')) ?? 'all';
  const category = search.get('category') ?? '';
  const counts = useProductCounts();
  if (!mayRead) return <NoRight right={t('right')} />;
  const change = (name: string, value: string) => {
    const next = new URLSearchParams(search);
    if (value === '' || value === 'all') next.delete(name);
    else next.set(name, value);
    setSearch(next, { replace: true });
  };
  const query = new URLSearchParams({ shop: shop.id, q, category, state: show === 'all' ? '' : show });
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <Button href={`/api/shop/products/export?${query.toString()}`}>{t('export')}</Button>
          {mayImport && mayEdit && (
            <Link to="/orders/import">
              <Button>{t('import')}</Button>
            </Link>
          )}
          {mayEdit && (
            <Button type="primary" onClick={() => setMakes(true)}>
              {t('add')}
            </Button>
          )}
        </>
      }
    >
      <GoodsTabs />
      <div className={css['bar']}>
        <Input.Search
          className={css['search'] ?? ''}
          allowClear
          autoFocus
          placeholder={t('searchHint')}
          aria-label={t('searchHint')}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            change('q', event.target.value.trim());
          }}
        />
        <Segmented
          className={css['choices'] ?? ''}
          value={show}
          onChange={(value) => change('show', value)}
          options={shows
            .filter((value) => value === 'all' || value === show || countOf(counts.data, value) > 0)
            .map((value) => ({ value, label: labelOf(t, value, counts.data) }))}
        />
        {(counts.data?.categories.length ?? 0) > 0 && (
          <Select
            showSearch
            style={{ minWidth: 140 }}
            aria-label={t('category')}
            value={category}
            onChange={(value) => change('category', value)}
            options={[
              { value: '', label: t('allCategories') },
              ...(counts.data?.categories ?? []).map((name) => ({ value: name, label: name })),
            ]}
          />
        )}
      </div>
      <List q={q} show={show} category={category} />
      {makes && (
        <ProductForm
          product={null}
          onCancel={() => setMakes(false)}
          onSaved={(made) => void navigate(`/goods/item/${encodeURIComponent(made.item)}`)}
        />
      )}
    </Page>
  );
};

const countOf = (counts: ProductCounts | undefined, show: Show): number => {
  if (counts === undefined) return 0;
  return {
    all: counts.all,
    'sold-out': counts.soldOut,
    unlisted: counts.unlisted,
    'colour-difference': counts.colourDifference,
    'no-discount': counts.noDiscount,
    archived: counts.archived,
  }[show];
};

const labelOf = (t: ReturnType<typeof useText>, show: Show, counts: ProductCounts | undefined): string => {
  const words =
    show === 'all' ? t('all') : show === 'sold-out' || show === 'unlisted' ? t(`state-${show}`) : t(`show-${show}`);
  return counts === undefined ? words : `${words} ${String(countOf(counts, show))}`;
};

const List = (wanted: { q: string; show: Show; category: string }) => {
  const t = useText();
  const navigate = useNavigate();
  const list = useProducts(wanted);
  const columns = useColumns();
  if (list.isPending) return <Loading rows={8} />;
  if (list.isError) return <LoadFailed error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap((page) => page.products);
  if (rows.length === 0) {
    return wanted.q === '' && wanted.show === 'all' && wanted.category === '' ? (
      <State title={t('emptyTitle')} text={t('emptyText')} />
    ) : (
      <State title={t('nothingFound')} text={t('nothingFoundText')} />
    );
  }
  return (
    <>
      <Table<ProductLine>
        size="small"
        rowKey="item"
        columns={columns}
        dataSource={rows}
        pagination={false}
        rowClassName={css['row'] ?? ''}
        onRow={(line) => ({
          onClick: () => void navigate(`/goods/item/${encodeURIComponent(line.item)}`),
        })}
      />
      {list.hasNextPage && (
        <div className={css['more']}>
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
    </>
  );
};

const useColumns = (): TableColumnsType<ProductLine> => {
  const t = useText();
  return [
    {
      title: t('product'),
      key: 'title',
      render: (_, line) => (
        <div className={css['title']}>
          <Link to={`/goods/item/${encodeURIComponent(line.item)}`} onClick={(event) => event.stopPropagation()}>
            {line.title}
          </Link>
          <div className={css['quiet']}>
            {[line.item, line.code, line.category].filter((part) => part !== null).join(' · ')}
          </div>
        </div>
      ),
    },
    {
      title: t('price'),
      key: 'price',
      width: 96,
      align: 'right',
      className: css['number'] ?? '',
      render: (_, line) => (line.price === null ? '' : yuan(line.price)),
    },
    {
      title: t('stock'),
      key: 'stock',
      width: 120,
      render: (_, line) => <StockMark state={line.state} quantity={line.quantity} />,
    },
    {
      title: t('flags'),
      key: 'flags',
      width: 280,
      responsive: ['lg'],
      render: (_, line) => <FlagTags flags={line.flags} />,
    },
  ];
};
