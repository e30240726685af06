import { useState } from 'react';
import { DownloadOutlined, ImportOutlined, SettingOutlined } from '@ant-design/icons';
import { Button, Checkbox, Dropdown, Input, Popover, Select } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { useMay, useShop } from '@/shared/session';
import { useStore } from '@/shared/store/store';
import { useNow } from '@/shared/time/now';
import { dayKey } from '@/shared/time/format';
import { Page } from '@/shared/ui/page';
import { NoRight } from '@/shared/ui/states';
import { Filters } from './credit/filters';
import { RoomTabs } from './credit/room-tabs';
import { allColumns } from './order-columns';
import { OrderTabs } from './order-tabs';
import { OrdersTable } from './orders-table';
import css from './orders.module.css';
import { useText } from './text';
import { useOrderQuery } from './use-orders';
import { shownColumns } from './views';

const monthsBack = 24;

export const OrdersPage = () => {
  const t = useText();
  const mayRead = useMay('orders.order.read');
  const mayImport = useMay('orders.import.run');
  return (
    <Page
      title={t('orders')}
      actions={
        mayImport && (
          <Link to="/orders/import">
            <Button type="primary" icon={<ImportOutlined />}>
              {t('importOrders')}
            </Button>
          </Link>
        )
      }
    >
      {mayRead ? (
        <div className={css['list']}>
          <RoomTabs />
          <OrderTabs />
          <Tools />
          <OrdersTable />
        </div>
      ) : (
        <NoRight right={t('right')} />
      )}
    </Page>
  );
};

const Tools = () => {
  const [search, setSearch] = useSearchParams();
  const mayExport = useMay('orders.order.export');
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(search);
    if (value === '') next.delete(name);
    else next.set(name, value);
    setSearch(next, { replace: true });
  };
  return (
    <div className={css['tools']}>
      <Search key={search.get('q') ?? ''} value={search.get('q') ?? ''} onSearch={(q) => set('q', q)} />
      <MonthSelect value={search.get('month') ?? ''} onChange={(month) => set('month', month)} />
      <Filters />
      <ColumnChoice />
      {mayExport && <ExportMenu />}
    </div>
  );
};

const Search = ({ value, onSearch }: { value: string; onSearch: (q: string) => void }) => {
  const t = useText();
  const [typed, setTyped] = useState(value);
  return (
    <Input.Search
      className={css['search'] ?? ''}
      allowClear
      placeholder={t('search')}
      aria-label={t('search')}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onSearch={(text) => onSearch(text.trim())}
    />
  );
};

const MonthSelect = ({ value, onChange }: { value: string; onChange: (month: string) => void }) => {
  const t = useText();
  const { zone } = useShop();
  const [year, month] = dayKey(useNow(), zone).split('-').map(Number);
  const months = Array.from({ length: monthsBack }, (_, back) => {
    const index = year! * 12 + month! - 1 - back;
    return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
  });
  const choices = value === '' || months.includes(value) ? months : [value, ...months];
  return (
    <Select
      className={css['month'] ?? ''}
      aria-label={t('month')}
      value={value}
      onChange={onChange}
      options={[{ value: '', label: t('allTime') }, ...choices.map((item) => ({ value: item, label: item }))]}
    />
  );
};

const ColumnChoice = () => {
  const t = useText();
  const shown = useStore(shownColumns);
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <Checkbox.Group
          className={css['choice'] ?? ''}
          aria-label={t('chooseColumns')}
          value={shown}
          options={allColumns.map((key) => ({ value: key, label: t(key) }))}
          onChange={(keys) => shownColumns.set(keys.map(String))}
        />
      }
    >
      <Button icon={<SettingOutlined />}>{t('columns')}</Button>
    </Popover>
  );
};

const ExportMenu = () => {
  const t = useText();
  const shop = useShop();
  const query = useOrderQuery();
  const address = (format: string) => {
    const search = new URLSearchParams({ shop: shop.id, format });
    for (const [name, value] of Object.entries(query)) {
      for (const item of typeof value === 'string' ? [value] : value) if (item !== '') search.append(name, item);
    }
    return `/api/orders/orders/export?${search.toString()}`;
  };
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'xlsx', label: <a href={address('xlsx')}>{t('exportXlsx')}</a> },
          { key: 'csv', label: <a href={address('csv')}>{t('exportCsv')}</a> },
        ],
      }}
    >
      <Button icon={<DownloadOutlined />}>{t('export')}</Button>
    </Dropdown>
  );
};
