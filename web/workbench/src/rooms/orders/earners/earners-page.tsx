import { App, Button, Select, Table } from 'antd';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useMay } from '@/shared/session';
import { Page, Section } from '@/shared/ui/page';
import { LoadFailed, Loading, NoRight, State } from '@/shared/ui/states';
import { asCells } from '@/shared/ui/cells';
import { RoomTabs } from '../credit/room-tabs';
import { money, plainMoney } from '../order-columns';
import css from '../orders.module.css';
import { useEarnersText } from './text';
import { UnknownNumbers } from './unknown-numbers';
import { useEarners } from './use-earners';
import type { Earner, Earners } from './wire';

const wholePercent = 1000;

/** Who earned what in a month: the first thing to see after an import. */
export const EarnersPage = () => {
  const t = useEarnersText();
  const mayRead = useMay('orders.order.read-all');
  const [search, setSearch] = useSearchParams();
  const earners = useEarners(search.get('month') ?? '', mayRead);
  const shown = earners.data;
  const month = shown?.month ?? '';
  return (
    <Page title={t('title')}>
      <RoomTabs />
      {!mayRead && <NoRight right={t('rightAll')} />}
      {mayRead && earners.isPending && <Loading />}
      {earners.isError && <LoadFailed error={earners.error} onRetry={() => void earners.refetch()} />}
      {shown && shown.month === null && (
        <State
          title={shown.waiting > 0 ? t('waiting', { n: shown.waiting }) : t('none')}
          text={t('noneText')}
          action={
            <Link to="/orders/import">
              <Button type="primary">{t('goImport')}</Button>
            </Link>
          }
        />
      )}
      {shown && shown.month !== null && (
        <>
          <div className={css['bar']}>
            <Select
              aria-label={t('month')}
              value={shown.month}
              onChange={(month: string) => setSearch({ month })}
              options={shown.months.map((month) => ({ value: month, label: month }))}
            />
            {shown.waiting > 0 && <span className={css['aside']}>{t('waiting', { n: shown.waiting })}</span>}
          </div>
          <Sums of={shown} month={shown.month} />
          {shown.numbers.length > 0 && (
            <div onFocusCapture={() => search.get('month') === null && setSearch({ month }, { replace: true })}>
              <UnknownNumbers numbers={shown.numbers} />
            </div>
          )}
          <People people={shown.people} credited={shown.credited} month={shown.month} />
        </>
      )}
    </Page>
  );
};

const Sums = ({ of, month }: { of: Earners; month: string }) => {
  const t = useEarnersText();
  return (
    <>
      <div className={css['tiles']}>
        <Link className={css['tile'] ?? ''} to={`/orders?credited=${month}`}>
          {t('total')}
          <b>{money(of.paid)}</b>
          <span className={css['quiet']}>{t('ordersOf', { n: of.orders })}</span>
        </Link>
        <div className={css['tile']}>
          {t('credited')}
          <b>{money(of.credited)}</b>
        </div>
        <Link className={css['tile'] ?? ''} to={`/orders?credited=${month}&basis=silent`}>
          {t('silent')}
          <b>{money(of.silent)}</b>
        </Link>
        <Link
          className={css['tile'] ?? ''}
          data-tone={of.undecidedOrders > 0 ? 'amber' : undefined}
          to={`/orders/undecided?credited=${month}`}
        >
          {t('undecided')}
          <b>{money(of.undecided)}</b>
          <span className={css['quiet']}>{t('ordersOf', { n: of.undecidedOrders })}</span>
        </Link>
      </div>
      <p className={css['quiet']}>
        {t('sumNote')}
        {of.undatedOrders > 0 && t('undated', { n: of.undatedOrders, amount: money(of.undated) })}
      </p>
    </>
  );
};

const share = (part: number, whole: number) =>
  whole === 0 ? '' : `${(Math.round((part * wholePercent) / whole) / 10).toFixed(1)}%`;

type PeopleProps = { people: Earner[]; credited: number; month: string };

const People = ({ people, credited, month }: PeopleProps) => {
  const t = useEarnersText();
  const go = useNavigate();
  const { message } = App.useApp();
  const copy = async () => {
    const head = [t('number'), t('person'), t('orders'), t('amount')];
    const rows = people.map((p) => [p.number ?? '', p.name ?? p.person, `${p.orders}`, plainMoney(p.amount)]);
    await navigator.clipboard.writeText(asCells([head, ...rows]));
    void message.success(t('copied'));
  };
  if (people.length === 0) return <State title={t('nobody')} text={t('nobodyText')} />;
  return (
    <Section title={month}>
      <Table<Earner>
        size="small"
        rowKey="person"
        pagination={false}
        scroll={{ x: 520 }}
        dataSource={people}
        rowClassName={css['door'] ?? ''}
        onRow={(row) => ({
          onClick: () => void go(`/orders?person=${encodeURIComponent(row.person)}&credited=${month}`),
        })}
        columns={[
          {
            title: t('person'),
            key: 'name',
            fixed: 'left',
            width: 130,
            render: (_, row) => (
              <Link
                to={`/orders?person=${encodeURIComponent(row.person)}&credited=${month}`}
                onClick={(event) => event.stopPropagation()}
              >
                {row.name ?? t('gone')}
              </Link>
            ),
          },
          { title: t('number'), dataIndex: 'number', width: 110, className: css['number'] ?? '' },
          {
            title: t('orders'),
            dataIndex: 'orders',
            width: 100,
            align: 'right',
            sorter: (a, b) => a.orders - b.orders,
          },
          {
            title: t('amount'),
            dataIndex: 'amount',
            width: 150,
            align: 'right',
            sorter: (a, b) => a.amount - b.amount,
            render: (fen: number) => <span className={css['number']}>{money(fen)}</span>,
          },
          {
            title: t('share'),
            key: 'share',
            width: 110,
            align: 'right',
            render: (_, row) => <span className={css['number']}>{share(row.amount, credited)}</span>,
          },
        ]}
      />
      <div className={css['buttons']}>
        <Button size="small" onClick={() => void copy()}>
          {t('copy')}
        </Button>
      </div>
    </Section>
  );
};
