import { useQuery } from '@tanstack/react-query';
import { App, Button, Table } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { api } from '@/shared/api/client';
import { useMay, useShop } from '@/shared/session';
import { dayKey, fullMoment } from '@/shared/time/format';
import { asCells } from '@/shared/ui/cells';
import { copyText } from '@/shared/ui/copy-text';
import { Section } from '@/shared/ui/page';
import { State } from '@/shared/ui/states';
import css from '../floor.module.css';
import { MonthFrame } from '../month-frame';
import { useText } from '../text';

type ClassCount = { class: string | null; telephone: number; visit: number; other: number };
type DayCount = { day: string; telephone: number; visit: number; other: number; classes: ClassCount[] };
type Row = {
  conversation: string;
  kind: string;
  direction: 'in' | 'out';
  at: string;
  minutes: number | null;
  class: string | null;
  rings: number | null;
  name: string | null;
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
  const rows = day === null ? of.rows : of.rows.filter((row) => dayKey(row.at, zone) === day);
  const copyDays = async () => {
    const head = [t('day'), t('kind-telephone'), t('kind-visit'), t('kind-qq'), t('sum'), ...of.classes.map(named)];
    const lines = of.days.map((one) =>
      [
        one.day,
        one.telephone,
        one.visit,
        one.other,
        total(one),
        ...of.classes.map((kind) =>
          one.classes.filter((k) => k.class === kind.class).reduce((n, k) => n + total(k), 0),
        ),
      ].map(String),
    );
    if (await copyText(asCells([head, ...lines]))) void message.success(t('copied'));
  };
  const copy = async () => {
    const head = [t('class'), t('kind-telephone'), t('kind-visit'), t('kind-qq'), t('sum')];
    const rows = of.classes.map((one) =>
      [one.class ?? t('noClass'), one.telephone, one.visit, one.other, total(one)].map(String),
    );
    if (await copyText(asCells([head, ...rows]))) void message.success(t('copied'));
  };
  return (
    <>
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
          scroll={{ x: 560 }}
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
                <Button size="small" type="link" onClick={() => setDay(one.day)}>
                  {total(one)}
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
        title={day === null ? t('register') : t('registerOf', { day })}
        {...(day !== null && {
          actions: (
            <Button size="small" type="text" onClick={() => setDay(null)}>
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
