import { useState } from 'react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Form, Select, Table } from 'antd';
import type { TableColumnsType } from 'antd';
import { api } from '@/shared/api/client';
import { useShop } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import { useZone } from '@/shared/time/use-zone';
import { Section } from '@/shared/ui/page';
import { Loading, LoadFailed } from '@/shared/ui/states';
import { DutyMark } from '../duty-mark';
import css from '../shifts.module.css';
import { useText } from '../text';
import { ReasonDialog } from './reason-dialog';
import type { MainHistory, MainPerson, MainTurn, MainView } from '../wire';

const path = '/api/reception/routing/main-account';

/** Who holds the main account of the shift, who is next, how often each held it this month, and everything there was. */
export const MainAccount = () => {
  const t = useText();
  const shop = useShop();
  const [isGiving, setGiving] = useState(false);
  const view = useQuery({
    queryKey: ['main-account', shop.id],
    queryFn: ({ signal }) => api.get<MainView>(path, { query: { shop: shop.id }, signal }),
    refetchInterval: 20_000,
  });
  if (view.isPending) return <Loading rows={4} />;
  if (view.isError) return <LoadFailed error={view.error} onRetry={() => void view.refetch()} />;
  const main = view.data;
  if (main.percent === null)
    return (
      <Section title={t('mainTitle')}>
        <p className={css['hint']}>{t('mainNone')}</p>
      </Section>
    );
  return (
    <>
      <Section
        title={t('mainTitle')}
        actions={
          main.maySet && (
            <Button size="small" onClick={() => setGiving(true)}>
              {t('mainGive')}
            </Button>
          )
        }
      >
        <Standing main={main} />
        <People people={main.people} holder={main.holder?.person} />
      </Section>
      <History />
      {isGiving && <GiveDialog main={main} onDone={() => setGiving(false)} />}
    </>
  );
};

const Standing = ({ main }: { main: MainView }) => {
  const t = useText();
  const zone = useZone();
  return (
    <>
      <p role="status">
        {main.holder === null
          ? t('mainNobody')
          : t('mainHeld', {
              name: main.holder.name,
              since: fullMoment(main.holder.from, zone),
              shift: main.holder.shift === '' ? t('mainWholeDay') : main.holder.shift,
            })}
        {main.next !== null && t('mainNext', { name: main.next.name })}
      </p>
      <p className={css['hint']}>
        {t(`main-${main.order}`)} {t('mainShare', { n: main.percent ?? 100 })}
      </p>
    </>
  );
};

const People = ({ people, holder }: { people: MainPerson[]; holder: string | undefined }) => {
  const t = useText();
  const zone = useZone();
  const columns: TableColumnsType<MainPerson> = [
    {
      title: t('person'),
      width: 130,
      ellipsis: true,
      render: (_, one) => (one.person === holder ? <b>{t('mainHolder', { name: one.name })}</b> : one.name),
    },
    { title: t('state'), width: 100, render: (_, one) => <DutyMark state={one.duty} /> },
    { title: t('mainOnShift'), width: 80, render: (_, one) => (one.isOnShift ? t('mainYes') : '') },
    { title: t('mainTurns'), dataIndex: 'turns', width: 90, align: 'right', sorter: (a, b) => a.turns - b.turns },
    {
      title: t('mainLast'),
      width: 130,
      render: (_, one) => (one.last === null ? t('mainNever') : fullMoment(one.last, zone)),
    },
  ];
  return (
    <Table<MainPerson>
      size="small"
      rowKey="person"
      columns={columns}
      dataSource={people}
      pagination={people.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
      scroll={{ x: 530 }}
    />
  );
};

const History = () => {
  const t = useText();
  const shop = useShop();
  const zone = useZone();
  const list = useInfiniteQuery({
    queryKey: ['main-account', shop.id, 'history'],
    queryFn: ({ pageParam, signal }) =>
      api.get<MainHistory>(`${path}/history`, {
        query: { shop: shop.id, ...(pageParam === null ? {} : { before: pageParam }) },
        signal,
      }),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => (last.before === null ? undefined : Date.parse(last.before)),
  });
  if (list.isPending) return <Loading rows={4} />;
  if (list.isError) return <LoadFailed error={list.error} onRetry={() => void list.refetch()} />;
  const columns: TableColumnsType<MainTurn> = [
    { title: t('mainDay'), dataIndex: 'day', width: 110 },
    { title: t('mainShift'), width: 90, render: (_, one) => (one.shift === '' ? t('mainWholeDay') : one.shift) },
    { title: t('person'), dataIndex: 'name', width: 110, ellipsis: true },
    {
      title: t('mainSpan'),
      width: 220,
      render: (_, one) =>
        `${fullMoment(one.from, zone)} – ${one.until === null ? t('mainNow') : fullMoment(one.until, zone)}`,
    },
    {
      title: t('reason'),
      width: 200,
      ellipsis: true,
      render: (_, one) =>
        one.why === 'rule' ? t('mainByRule') : t('mainByHand', { name: one.setBy ?? '', reason: one.reason ?? '' }),
    },
  ];
  return (
    <Section title={t('mainHistory')}>
      <Table<MainTurn>
        size="small"
        rowKey="id"
        columns={columns}
        dataSource={list.data.pages.flatMap((one) => one.turns)}
        pagination={false}
        scroll={{ x: 730 }}
        locale={{ emptyText: t('mainHistoryEmpty') }}
      />
      {list.hasNextPage && (
        <Button size="small" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('mainMore')}
        </Button>
      )}
    </Section>
  );
};

const GiveDialog = ({ main, onDone }: { main: MainView; onDone: () => void }) => {
  const t = useText();
  const shop = useShop();
  const able = main.people.filter((one) => one.isPresent && one.person !== main.holder?.person);
  const [person, setPerson] = useState<string | null>(able[0]?.person ?? null);
  return (
    <ReasonDialog
      title={t('mainGive')}
      hint={able.length === 0 ? t('mainGiveNobody') : t('mainGiveHint')}
      isReady={person !== null}
      changes={[
        ['main-account', shop.id],
        ['routing-shares', shop.id],
      ]}
      save={(reason) => api.put(path, { shop: shop.id, person, reason })}
      onDone={onDone}
    >
      <Form.Item label={t('person')} required>
        <Select
          aria-label={t('person')}
          value={person}
          onChange={setPerson}
          options={able.map((one) => ({
            value: one.person,
            label: t('mainChoice', { name: one.name, n: one.turns }),
          }))}
        />
      </Form.Item>
    </ReasonDialog>
  );
};
