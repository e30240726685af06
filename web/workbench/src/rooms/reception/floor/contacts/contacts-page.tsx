import { useQuery } from '@tanstack/react-query';
import { App, Button, Table } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { api } from '@/shared/api/client';
import { sharedText } from '@/shared/i18n/shared-text';
import { useMay, useShop } from '@/shared/session';
import { dayKey, fullMoment } from '@/shared/time/format';
import { asCells } from '@/shared/ui/cells';
import { copyText } from '@/shared/ui/copy-text';
import { Section } from '@/shared/ui/page';
import { State } from '@/shared/ui/states';
import css from '../floor.module.css';
import { MonthFrame } from '../month-frame';
import { useText } from '../text';
import { shareOf } from './share';

type ClassCount = { class: string | null; telephone: number; visit: number; other: number };
/** Who called or came, each once, and how many of them took it. */
type People = { callers: number; visitors: number; took: number };
type DayCount = {
  day: string;
  telephone: number;
  visit: number;
  other: number;
  classes: ClassCount[];
  people: People;
};
type Row = {
  conversation: string;
  kind: string;
  direction: 'in' | 'out';
  at: string;
  minutes: number | null;
  class: string | null;
  rings: number | null;
  name: string | null;
  outcome: string | null;
  isTaken: boolean;
};
type Month = {
  month: string;
  classes: ClassCount[];
  days: DayCount[];
  rows: Row[];
  all: number;
  known: number;
  late: number;
  mostRings: number | null;
  hasMore: boolean;
  people: People;
  tookOutcomes: string[];
};
type Only = 'all' | 'visit' | 'came' | 'took';

const rate = (people: People): string =>
  people.callers === 0 ? '' : `${((people.took / people.callers) * 100).toFixed(1)}%`;

const fits = (row: Row, only: Only): boolean => {
  const came = row.direction === 'in' && (row.kind === 'telephone' || row.kind === 'visit');
  if (only === 'all') return true;
  return came && (only === 'came' || (only === 'visit' ? row.kind === 'visit' : row.isTaken));
};

/** Calls and visits of a month by class and by day, and the register behind the counts. */
export const ContactsPage = () => {
  const t = useText();
  const shop = useShop();
  const may = useMay('reception.conversation.read');
  const [search, setSearch] = useSearchParams();
  const month = search.get('month') ?? '';
  const list = useQuery({
    queryKey: ['contacts', shop.id, month],
    queryFn: ({ signal }) => api.get<Month>('/api/reception/contacts', { query: { shop: shop.id, month }, signal }),
    placeholderData: (before) => before,
    enabled: may && shop.id !== '',
  });
  return (
    <MonthFrame title={t('contacts')} may={may} list={list} onMonth={(month) => setSearch({ month })}>
      {(data) =>
        data.all === 0 ? (
          <State title={t('noContacts')} text={t('noContactsText')} />
        ) : (
          <Shown key={data.month} of={data} />
        )
      }
    </MonthFrame>
  );
};

const Shown = ({ of }: { of: Month }) => {
  const t = useText();
  const { zone } = useShop();
  const { message } = App.useApp();
  const total = (one: Omit<ClassCount, 'class'>) => one.telephone + one.visit + one.other;
  const named = (one: ClassCount) => one.class ?? t('noClass');
  const [day, setDay] = useState<string | null>(null);
  const [only, setOnly] = useState<Only>('all');
  const rows = of.rows.filter((row) => (day === null || dayKey(row.at, zone) === day) && fits(row, only));
  const open = (next: Only, on: string | null) => {
    setOnly(next);
    setDay(on);
  };
  const visited = of.days.filter((one) => one.people.visitors > 0);
  const mean = visited.length === 0 ? 0 : visited.reduce((n, one) => n + one.people.visitors, 0) / visited.length;
  const copyDays = async () => {
    const head = [
      t('day'),
      t('kind-telephone'),
      t('kind-visit'),
      t('kind-qq'),
      t('sum'),
      t('visitorsOf'),
      t('callersOf'),
      t('tookOf'),
      t('tookRate'),
      ...of.classes.map(named),
    ];
    const lines = of.days.map((one) =>
      [
        one.day,
        one.telephone,
        one.visit,
        one.other,
        total(one),
        one.people.visitors,
        one.people.callers,
        one.people.took,
        rate(one.people),
        ...of.classes.map((kind) =>
          one.classes.filter((k) => k.class === kind.class).reduce((n, k) => n + total(k), 0),
        ),
      ].map(String),
    );
    if (await copyText(asCells([head, ...lines]))) void message.success(t('copied'));
  };
  const copy = async () => {
    const head = [t('class'), t('kind-telephone'), t('kind-visit'), t('kind-qq'), t('sum'), t('shareCol')];
    const rows = of.classes.map((one) =>
      [one.class ?? t('noClass'), one.telephone, one.visit, one.other, total(one), shareOf(total(one), of.all)].map(
        String,
      ),
    );
    if (await copyText(asCells([head, ...rows]))) void message.success(t('copied'));
  };
  return (
    <>
      <div className={css['tiles']}>
        <Tile
          name={t('visitorsMean')}
          value={mean.toFixed(1)}
          note={t('visitorsNote', { n: of.people.visitors, days: visited.length })}
          onClick={() => open('visit', null)}
        />
        <Tile
          name={t('callersOf')}
          value={String(of.people.callers)}
          note={t('callersNote')}
          onClick={() => open('came', null)}
        />
        <Tile
          name={t('tookRate')}
          value={of.tookOutcomes.length === 0 || of.people.callers === 0 ? t('none') : rate(of.people)}
          note={
            of.tookOutcomes.length === 0
              ? t('tookNoBook')
              : t('tookNote', {
                  n: of.people.took,
                  of: of.people.callers,
                  outcomes: of.tookOutcomes.join(sharedText('listMark')),
                })
          }
          onClick={() => open('took', null)}
        />
      </div>
      <Section
        title={t('byClass', { n: of.all })}
        actions={
          <Button size="small" type="text" onClick={() => void copy()}>
            {t('copy')}
          </Button>
        }
      >
        {of.mostRings !== null && of.known > 0 && (
          <p className={css['hint']}>{t('ringsLate', { late: of.late, known: of.known, n: of.mostRings })}</p>
        )}
        <p className={css['hint']}>{t('shareNote')}</p>
        <Table<ClassCount>
          size="small"
          rowKey={(one) => one.class ?? ''}
          dataSource={of.classes}
          pagination={false}
          scroll={{ x: 420 }}
          columns={[
            { title: t('class'), render: (_, one) => named(one) },
            { title: t('kind-telephone'), dataIndex: 'telephone', align: 'right' },
            { title: t('kind-visit'), dataIndex: 'visit', align: 'right' },
            { title: t('kind-qq'), dataIndex: 'other', align: 'right' },
            { title: t('sum'), align: 'right', render: (_, one) => total(one) },
            { title: t('shareCol'), align: 'right', render: (_, one) => shareOf(total(one), of.all) },
          ]}
        />
      </Section>
      <Section
        title={t('byDay')}
        actions={
          <Button size="small" type="text" onClick={() => void copyDays()}>
            {t('copy')}
          </Button>
        }
      >
        <Table<DayCount>
          size="small"
          rowKey="day"
          dataSource={of.days}
          pagination={false}
          scroll={{ x: 800 }}
          columns={[
            { title: t('day'), dataIndex: 'day', width: 110 },
            { title: t('kind-telephone'), dataIndex: 'telephone', align: 'right', width: 80 },
            { title: t('kind-visit'), dataIndex: 'visit', align: 'right', width: 80 },
            { title: t('kind-qq'), dataIndex: 'other', align: 'right', width: 80 },
            {
              title: t('sum'),
              align: 'right',
              width: 80,
              render: (_, one) => (
                <Button size="small" type="link" onClick={() => open('all', one.day)}>
                  {total(one)}
                </Button>
              ),
            },
            {
              title: t('visitorsOf'),
              align: 'right',
              width: 90,
              render: (_, one) => (
                <Button size="small" type="link" onClick={() => open('visit', one.day)}>
                  {one.people.visitors}
                </Button>
              ),
            },
            {
              title: t('tookRate'),
              align: 'right',
              width: 150,
              render: (_, one) =>
                of.tookOutcomes.length > 0 &&
                one.people.callers > 0 && (
                  <Button size="small" type="link" onClick={() => open('took', one.day)}>
                    {t('tookShort', { n: one.people.took, of: one.people.callers, rate: rate(one.people) })}
                  </Button>
                ),
            },
            {
              title: t('class'),
              render: (_, one) => one.classes.map((kind) => `${named(kind)} ${total(kind)}`).join(' · '),
            },
          ]}
        />
      </Section>
      <Section
        title={
          (day === null ? t('register') : t('registerOf', { day })) + (only === 'all' ? '' : ` · ${t(`only-${only}`)}`)
        }
        {...((day !== null || only !== 'all') && {
          actions: (
            <Button size="small" type="text" onClick={() => open('all', null)}>
              {t('wholeMonth')}
            </Button>
          ),
        })}
      >
        {of.hasMore && <p className={css['hint']}>{t('registerMore')}</p>}
        <Table<Row>
          size="small"
          rowKey={(row) => `${row.conversation} ${row.at}`}
          dataSource={rows}
          pagination={rows.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
          scroll={{ x: 640 }}
          columns={[
            { title: t('at'), render: (_, row) => fullMoment(row.at, zone) },
            {
              title: t('way'),
              render: (_, row) =>
                `${t(`kind-${row.kind as 'telephone'}`)} · ${t(row.direction === 'in' ? 'wayIn' : 'wayOut')}`,
            },
            { title: t('class'), render: (_, row) => row.class ?? t('noClass') },
            { title: t('minutes'), align: 'right', render: (_, row) => row.minutes ?? '' },
            { title: t('rings'), align: 'right', render: (_, row) => row.rings ?? '' },
            { title: t('outcome'), render: (_, row) => row.outcome ?? '' },
            { title: t('person'), render: (_, row) => row.name ?? '' },
            {
              key: 'open',
              render: (_, row) => <Link to={`/reception/${row.conversation}`}>{t('openTalk')}</Link>,
            },
          ]}
        />
      </Section>
    </>
  );
};

const Tile = ({ name, value, note, onClick }: { name: string; value: string; note: string; onClick: () => void }) => (
  <button type="button" className={css['tile']} onClick={onClick}>
    <span className={css['tileName']}>{name}</span>
    <b>{value}</b>
    <span className={css['hint']}>{note}</span>
  </button>
);
