import { Alert, App, Input, Select, Table } from 'antd';
import { Link } from 'react-router';
import { toProblem } from '@/shared/api/problem';
import { useMay } from '@/shared/session';
import { Page } from '@/shared/ui/page';
import { Loading, LoadFailed, NoRight, State } from '@/shared/ui/states';
import { GoodsTabs } from './goods-tabs';
import css from './goods.module.css';
import { useText } from './text';
import { useCategories, useGoodsAct } from './use-goods';
import type { CategoryLine } from './wire';

/** What holds for every product of a category that says nothing else. */
export const CategoriesPage = () => {
  const t = useText();
  const mayRead = useMay('shop.product.read');
  const { message } = App.useApp();
  const list = useCategories();
  const act = useGoodsAct(() => void message.success(t('saved')));
  if (!mayRead) return <NoRight right={t('right')} />;
  const rows = list.data?.categories ?? [];
  const isLocked = list.data?.mayEdit !== true || act.isPending;
  const set = (line: CategoryLine, part: Partial<CategoryLine>) => {
    const next = { ...line, ...part };
    act.mutate({
      path: '/categories',
      body: { name: next.name, sevenDayReturn: next.sevenDayReturn, freeShipping: next.freeShipping, note: next.note },
    });
  };
  const choice = (line: CategoryLine, name: 'sevenDayReturn' | 'freeShipping') => (
    <Select
      size="small"
      style={{ width: 96 }}
      disabled={isLocked}
      aria-label={`${line.name} ${t(name)}`}
      value={line[name] === null ? '' : line[name] ? 'yes' : 'no'}
      onChange={(value) => set(line, { [name]: value === '' ? null : value === 'yes' })}
      options={[
        { value: '', label: t('unsaid') },
        { value: 'yes', label: t('yes') },
        { value: 'no', label: t('no') },
      ]}
    />
  );
  return (
    <Page title={t('title')}>
      <GoodsTabs />
      <p className={css['quiet']}>{t('categoriesText')}</p>
      {list.isPending && <Loading rows={6} />}
      {list.isError && <LoadFailed error={list.error} onRetry={() => void list.refetch()} />}
      {act.isError && <Alert className={css['banner'] ?? ''} type="error" title={toProblem(act.error).detail} />}
      {list.data !== undefined && rows.length === 0 && (
        <State title={t('categoriesEmpty')} text={t('categoriesEmptyText')} />
      )}
      {rows.length > 0 && (
        <Table<CategoryLine>
          size="small"
          rowKey="name"
          pagination={false}
          scroll={{ x: 620 }}
          dataSource={rows}
          columns={[
            { title: t('category'), dataIndex: 'name' },
            {
              title: t('productsIn'),
              key: 'products',
              width: 90,
              render: (_, line) => <Link to={`/goods?category=${encodeURIComponent(line.name)}`}>{line.products}</Link>,
            },
            {
              title: t('sevenDayReturn'),
              key: 'return',
              width: 120,
              render: (_, line) => choice(line, 'sevenDayReturn'),
            },
            { title: t('freeShipping'), key: 'free', width: 120, render: (_, line) => choice(line, 'freeShipping') },
            {
              title: t('note'),
              key: 'note',
              width: 240,
              render: (_, line) => (
                <Input
                  key={line.note ?? ''}
                  size="small"
                  disabled={isLocked}
                  maxLength={500}
                  defaultValue={line.note ?? ''}
                  placeholder={t('noteHint')}
                  aria-label={`${line.name} ${t('note')}`}
                  onBlur={(event) => {
                    const note = event.target.value.trim();
                    if (note !== (line.note ?? '')) set(line, { note: note === '' ? null : note });
                  }}
                />
              ),
            },
          ]}
        />
      )}
    </Page>
  );
};
