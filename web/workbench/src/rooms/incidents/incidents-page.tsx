import { useState } from 'react';
import { Button, Segmented, Select, Table } from 'antd';
import type { TableColumnsType } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { useSharedText } from '@/shared/i18n/shared-text';
import { useMay, useSession, useShop } from '@/shared/session';
import { clockTime, dayKey } from '@/shared/time/format';
import { Page } from '@/shared/ui/page';
import { MonthPicker } from '@/shared/ui/pickers';
import { Loading, LoadFailed, NoRight, State } from '@/shared/ui/states';
import { DropDialog } from './drop-dialog';
import { EnterDialog } from './enter-dialog';
import { IncidentDialog } from './incident-dialog';
import css from './incidents.module.css';
import { MonthView } from './month-view';
import { useText } from './text';
import { useIncidents, type Filter } from './use-incidents';
import { incidentStates, type Incident, type IncidentList } from './wire';

export const IncidentsPage = () => {
  const t = useText();
  const shop = useShop();
  const me = useSession().person.id;
  const mayRead = useMay('pay.incident.read');
  const [search, setSearch] = useSearchParams();
  const [enters, setEnters] = useState(false);
  const isMine = search.get('mine') === '1';
  const filter: Filter = {
    state: search.get('state') ?? '',
    kind: search.get('kind') ?? '',
    person: isMine ? me : (search.get('person') ?? ''),
    month: search.get('month') ?? '',
  };
  const list = useIncidents(filter);
  const first = list.data?.pages[0];
  const change = (name: string, value: string) => {
    const next = new URLSearchParams(search);
    next.delete('mine');
    if (isMine && name !== 'person') next.set('person', me);
    if (value === '') next.delete(name);
    else next.set(name, value);
    setSearch(next, { replace: true });
  };
  if (!mayRead) return <NoRight right={t('right')} />;
  const query = new URLSearchParams({ shop: shop.id, ...filter });
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <Button href={`/api/pay/incidents/export?${query.toString()}`}>{t('export')}</Button>
          {first?.mayEnter === true && (
            <Button type="primary" onClick={() => setEnters(true)}>
              {t('enter')}
            </Button>
          )}
        </>
      }
    >
      <Bar filter={filter} first={first} onChange={change} />
      {list.isPending && <Loading rows={8} />}
      {list.isError && <LoadFailed error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && <List list={list} filter={filter} />}
      {enters && first !== undefined && <EnterDialog list={first} onDone={() => setEnters(false)} />}
    </Page>
  );
};

type BarProps = { filter: Filter; first: IncidentList | undefined; onChange: (name: string, value: string) => void };

const Bar = ({ filter, first, onChange }: BarProps) => {
  const t = useText();
  return (
    <div className={css['bar']}>
      <Segmented
        value={filter.state}
        onChange={(value) => onChange('state', value)}
        options={[
          { value: '', label: t('all') },
          ...incidentStates.map((state) => ({ value: state, label: t(`state-${state}`) })),
        ]}
      />
      <Select
        className={css['pick'] ?? ''}
        aria-label={t('kind')}
        value={filter.kind}
        onChange={(value: string) => onChange('kind', value)}
        options={[
          { value: '', label: t('allKinds') },
          ...(first?.kinds ?? []).map((kind) => ({ value: kind.kind, label: kind.name })),
        ]}
      />
      {first?.seesAll === true && (
        <Select
          className={css['pick'] ?? ''}
          aria-label={t('person')}
          showSearch={{ optionFilterProp: 'label' }}
          value={filter.person}
          onChange={(value: string) => onChange('person', value)}
          options={[
            { value: '', label: t('allPeople') },
            ...first.people.map((one) => ({ value: one.person, label: one.name })),
          ]}
        />
      )}
      <MonthPicker
        mayBeEmpty
        className={css['month']}
        label={t('month')}
        value={filter.month}
        onChange={(month) => onChange('month', month)}
      />
    </div>
  );
};

const List = ({ list, filter }: { list: ReturnType<typeof useIncidents>; filter: Filter }) => {
  const t = useText();
  const shared = useSharedText();
  const [open, setOpen] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string[]>([]);
  const [drops, setDrops] = useState(false);
  const columns = useColumns(setOpen);
  const lines = list.data?.pages.flatMap((page) => page.incidents) ?? [];
  const mayDecide = list.data?.pages[0]?.mayDecide ?? false;
  if (lines.length === 0) {
    const isNarrow = filter.state !== '' || filter.kind !== '' || filter.person !== '' || filter.month !== '';
    return <State title={isNarrow ? t('nothing') : t('none')} text={isNarrow ? t('nothingText') : t('noneText')} />;
  }
  return (
    <>
      {filter.person !== '' && filter.month !== '' && <MonthView month={filter.month} lines={lines} onOpen={setOpen} />}
      {chosen.length > 0 && (
        <div className={css['bar']}>
          {t('chosen', { n: chosen.length })}
          <Button size="small" onClick={() => setDrops(true)}>
            {t('dropMany')}
          </Button>
        </div>
      )}
      <Table<Incident>
        size="small"
        rowKey="id"
        columns={columns}
        dataSource={lines}
        pagination={false}
        scroll={{ x: 860 }}
        {...(mayDecide
          ? {
              rowSelection: {
                selectedRowKeys: chosen,
                onChange: (keys) => setChosen(keys.map(String)),
                getCheckboxProps: (line) => ({ disabled: line.isMine || line.state !== 'proposed' }),
              },
            }
          : {})}
      />
      {list.hasNextPage && (
        <Button type="link" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {shared('more')}
        </Button>
      )}
      {open !== null && <IncidentDialog key={open} id={open} onDone={() => setOpen(null)} />}
      {drops && (
        <DropDialog
          ids={chosen}
          onDone={() => {
            setDrops(false);
            setChosen([]);
          }}
        />
      )}
    </>
  );
};

const useColumns = (onOpen: (id: string) => void): TableColumnsType<Incident> => {
  const t = useText();
  const { zone } = useShop();
  return [
    {
      title: t('at'),
      width: 140,
      fixed: 'left',
      className: css['number'] ?? '',
      render: (_, line) => `${dayKey(line.at, zone)} ${clockTime(line.at, zone)}`,
    },
    { title: t('person'), width: 110, ellipsis: true, render: (_, line) => line.name ?? line.person },
    {
      title: t('kind'),
      width: 190,
      ellipsis: true,
      render: (_, line) => (
        <button type="button" className={css['link']} onClick={() => onOpen(line.id)}>
          {line.kindName}
          {line.isUnseen && <span className={css['new']}>{t('new')}</span>}
        </button>
      ),
    },
    {
      title: t('said'),
      width: 150,
      ellipsis: true,
      render: (_, line) =>
        [
          line.value === null
            ? null
            : line.kind === 'late' || line.kind === 'offline_on_shift'
              ? t('minutes', { n: line.value })
              : String(line.value),
          line.stage === null ? null : t(`stage-${line.stage}` as 'stage-loss'),
          line.loss === null ? null : t('lossOf', { yuan: line.loss }),
        ]
          .filter((part) => part !== null)
          .join(' · '),
    },
    {
      title: t('order'),
      width: 150,
      ellipsis: true,
      render: (_, line) => line.orderId !== null && <Link to={`/orders/${line.orderId}`}>{line.orderId}</Link>,
    },
    { title: t('times'), width: 110, render: (_, line) => (line.times === null ? '' : t('nth', { n: line.times })) },
    {
      title: t('state'),
      width: 90,
      render: (_, line) => (
        <span className={css['state']} data-state={line.state}>
          {t(`state-${line.state}`)}
        </span>
      ),
    },
    { title: t('decidedBy'), width: 100, ellipsis: true, dataIndex: 'decidedBy' },
  ];
};
