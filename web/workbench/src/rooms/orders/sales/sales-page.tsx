import { DownloadOutlined, ImportOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button, Dropdown, Segmented, Select } from 'antd';
import { Link } from 'react-router';
import { useMay, useSession, useShop } from '@/shared/session';
import { dayKey } from '@/shared/time/format';
import { useNow } from '@/shared/time/now';
import { Page } from '@/shared/ui/page';
import { NoRight } from '@/shared/ui/states';
import { RoomTabs } from '../credit/room-tabs';
import { usePeople } from '../credit/use-credit';
import css from '../orders.module.css';
import { Differences } from './differences';
import { Sheet } from './sheet';
import { useSalesText } from './text';
import { useWish } from './use-sales';

const monthsBack = 24;

/** What somebody sold in a month, product by product, and whether it was shipped like that. */
export const SalesPage = () => {
  const t = useSalesText();
  const mayRead = useMay('orders.order.read');
  const [wish] = useWish();
  const name = usePersonName(wish.person);
  return (
    <Page title={t('titleOf', { name, month: wish.month })} actions={<Actions />}>
      <RoomTabs />
      {mayRead ? (
        <>
          <Tools />
          {wish.view === 'sheet' ? <Sheet /> : <Differences />}
        </>
      ) : (
        <NoRight right={t('title')} />
      )}
    </Page>
  );
};

const usePersonName = (id: string): string => {
  const t = useSalesText();
  const people = usePeople();
  const { person } = useSession();
  if (id === '') return t('everybody');
  return people.data?.people.find((one) => one.id === id)?.name ?? (id === person.id ? person.name : '');
};

const Actions = () => {
  const t = useSalesText();
  const shop = useShop();
  const { person } = useSession();
  const mayExport = useMay('orders.order.export');
  const mayImport = useMay('orders.import.run');
  const [wish] = useWish();
  const address = (format: string) =>
    `/api/orders/sales/export?${new URLSearchParams({
      shop: shop.id,
      month: wish.month,
      person: wish.person,
      what: wish.view,
      kind: wish.kind,
      format,
    }).toString()}`;
  return (
    <>
      {mayImport && (
        <Link to="/orders/import">
          <Button icon={<ImportOutlined />}>{t('importSheet')}</Button>
        </Link>
      )}
      <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
        {t('print')}
      </Button>
      {(mayExport || wish.person === person.id) && (
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
      )}
    </>
  );
};

const Tools = () => {
  const t = useSalesText();
  const { zone } = useShop();
  const mayAll = useMay('orders.order.read-all');
  const people = usePeople();
  const [wish, set] = useWish();
  const [year, month] = dayKey(useNow(), zone).split('-').map(Number);
  const months = Array.from({ length: monthsBack }, (_, back) => {
    const index = year! * 12 + month! - 1 - back;
    return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
  });
  return (
    <div className={`${css['tools'] ?? ''} ${css['noPrint'] ?? ''}`}>
      <Segmented
        value={wish.view}
        onChange={(view) => set({ view, kind: '' })}
        options={[
          { value: 'sheet' as const, label: t('sheet') },
          { value: 'differences' as const, label: t('differences') },
        ]}
      />
      <Select
        className={css['month'] ?? ''}
        aria-label={t('month')}
        value={wish.month}
        onChange={(value) => set({ month: value })}
        options={(months.includes(wish.month) ? months : [wish.month, ...months]).map((one) => ({
          value: one,
          label: one,
        }))}
      />
      {mayAll && (
        <Select
          className={css['filter'] ?? ''}
          aria-label={t('person')}
          showSearch
          optionFilterProp="label"
          value={wish.person}
          onChange={(person) => set({ person })}
          options={[
            { value: '', label: t('everybody') },
            ...(people.data?.people ?? []).map((one) => ({ value: one.id, label: `${one.name} ${one.number}` })),
          ]}
        />
      )}
    </div>
  );
};
