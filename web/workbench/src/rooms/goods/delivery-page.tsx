import { useDeferredValue, useState } from 'react';
import { DeleteOutlined } from '@ant-design/icons';
import { Alert, App, Button, Input, Select, Table } from 'antd';
import { toProblem } from '@/shared/api/problem';
import { useMay, useShop } from '@/shared/session';
import { Page } from '@/shared/ui/page';
import { Loading, LoadFailed, NoRight, State } from '@/shared/ui/states';
import { DeliveryPaste } from './delivery-paste';
import { DeliveryTo } from './delivery-to';
import { GoodsTabs } from './goods-tabs';
import css from './goods.module.css';
import { fenOf, plainYuan } from './price';
import { useText } from './text';
import { useDelivery, useGoodsAct } from './use-goods';
import type { DeliveryLine } from './wire';

/** Where the shop delivers, how fast, by whom and at what surcharge; filled from a sheet, edited in place. */
export const DeliveryPage = () => {
  const t = useText();
  const shop = useShop();
  const mayRead = useMay('shop.product.read');
  const mayEdit = useMay('shop.delivery.edit');
  const [typed, setTyped] = useState('');
  const [pastes, setPastes] = useState(false);
  const q = useDeferredValue(typed.trim());
  const list = useDelivery(q);
  if (!mayRead) return <NoRight right={t('right')} />;
  const rows = list.data?.pages.flatMap((page) => page.regions) ?? [];
  const total = list.data?.pages[0]?.total ?? 0;
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <Button href={`/api/shop/delivery/export?shop=${shop.id}`}>{t('export')}</Button>
          {mayEdit && (
            <Button type="primary" onClick={() => setPastes(true)}>
              {t('paste')}
            </Button>
          )}
        </>
      }
    >
      <GoodsTabs />
      <div className={css['columns']}>
        <div>
          <div className={css['bar']}>
            <Input.Search
              className={css['search'] ?? ''}
              allowClear
              placeholder={t('regionHint')}
              aria-label={t('regionHint')}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
            {total > 0 && <span className={css['quiet']}>{t('deliveryTotal', { n: total })}</span>}
          </div>
          {list.isPending && <Loading rows={8} />}
          {list.isError && <LoadFailed error={list.error} onRetry={() => void list.refetch()} />}
          {list.data !== undefined && rows.length === 0 && (
            <State
              title={q === '' ? t('deliveryEmpty') : t('nothingFound')}
              {...(q === '' ? { text: t('deliveryEmptyText') } : {})}
            />
          )}
          {rows.length > 0 && <Regions rows={rows} mayEdit={mayEdit} />}
          {list.hasNextPage && (
            <div className={css['more']}>
              <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {t('more')}
              </Button>
            </div>
          )}
        </div>
        <section>
          <h2 style={{ fontSize: 14, marginTop: 0 }}>{t('askTitle')}</h2>
          <DeliveryTo place="page" />
        </section>
      </div>
      {pastes && <DeliveryPaste onDone={() => setPastes(false)} />}
    </Page>
  );
};

const Regions = ({ rows, mayEdit }: { rows: DeliveryLine[]; mayEdit: boolean }) => {
  const t = useText();
  const { message } = App.useApp();
  const edit = useGoodsAct(() => void message.success(t('saved')));
  const remove = useGoodsAct();
  const set = (line: DeliveryLine, part: Partial<DeliveryLine>) => {
    const { region, isReached, days, courier, surcharge, note } = { ...line, ...part };
    edit.mutate({
      path: '/delivery/edit',
      body: { version: line.version, row: { region, isReached, days, courier, surcharge, note } },
    });
  };
  const drop = ({ key, region, isReached, days, courier, surcharge, note }: DeliveryLine) =>
    remove.mutate(
      { path: '/delivery/remove', body: { keys: [key] } },
      {
        onSuccess: () => {
          const back = () => {
            remove.mutate({
              path: '/delivery',
              body: { rows: [{ region, isReached, days, courier, surcharge, note }] },
            });
            message.destroy(key);
          };
          void message.success({
            key,
            duration: 8,
            content: (
              <>
                {t('removed')} {region}{' '}
                <Button type="link" size="small" onClick={back}>
                  {t('putBack')}
                </Button>
              </>
            ),
          });
        },
      },
    );
  const cell = (line: DeliveryLine, name: 'days' | 'courier' | 'note') => (
    <Input
      key={`${String(line.version)}${name}`}
      size="small"
      variant={mayEdit ? 'underlined' : 'borderless'}
      readOnly={!mayEdit}
      maxLength={name === 'note' ? 200 : 40}
      defaultValue={line[name] ?? ''}
      aria-label={`${line.region} ${t(name)}`}
      onBlur={(event) => {
        const said = event.target.value.trim();
        if (mayEdit && said !== (line[name] ?? '')) set(line, { [name]: said === '' ? null : said });
      }}
    />
  );
  return (
    <>
      {(edit.isError || remove.isError) && (
        <Alert className={css['banner'] ?? ''} type="error" title={toProblem(edit.error ?? remove.error).detail} />
      )}
      <Table<DeliveryLine>
        size="small"
        rowKey="key"
        pagination={false}
        scroll={{ x: 680 }}
        dataSource={rows}
        columns={[
          { title: t('region'), dataIndex: 'region', width: 180, fixed: 'left' },
          {
            title: t('reached'),
            key: 'reached',
            width: 90,
            render: (_, line) =>
              mayEdit ? (
                <Select
                  size="small"
                  variant="borderless"
                  aria-label={`${line.region} ${t('reached')}`}
                  value={line.isReached === null ? '' : line.isReached ? 'yes' : 'no'}
                  onChange={(value) => set(line, { isReached: value === '' ? null : value === 'yes' })}
                  options={[
                    { value: 'yes', label: t('reachedYes') },
                    { value: 'no', label: t('reachedNo') },
                    { value: '', label: t('unsaid') },
                  ]}
                />
              ) : (
                t(line.isReached === null ? 'unsaid' : line.isReached ? 'reachedYes' : 'reachedNo')
              ),
          },
          { title: t('days'), key: 'days', width: 90, render: (_, line) => cell(line, 'days') },
          { title: t('courier'), key: 'courier', width: 110, render: (_, line) => cell(line, 'courier') },
          {
            title: t('surcharge'),
            key: 'surcharge',
            width: 100,
            render: (_, line) => (
              <Input
                key={line.version}
                size="small"
                prefix="¥"
                variant={mayEdit ? 'underlined' : 'borderless'}
                readOnly={!mayEdit}
                defaultValue={line.surcharge === null ? '' : plainYuan(line.surcharge)}
                aria-label={`${line.region} ${t('surcharge')}`}
                onBlur={(event) => {
                  const fen = fenOf(event.target.value);
                  if (!mayEdit || (fen ?? null) === line.surcharge) return;
                  if (fen === null) void message.error(t('priceWrong'));
                  else set(line, { surcharge: fen ?? null });
                }}
              />
            ),
          },
          { title: t('note'), key: 'note', render: (_, line) => cell(line, 'note') },
          ...(mayEdit
            ? [
                {
                  key: 'drop',
                  width: 44,
                  render: (_: unknown, line: DeliveryLine) => (
                    <Button
                      type="text"
                      size="small"
                      icon={<DeleteOutlined />}
                      aria-label={`${t('removeRegion')} ${line.region}`}
                      onClick={() => drop(line)}
                    />
                  ),
                },
              ]
            : []),
        ]}
      />
    </>
  );
};
