import { useState } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Select, Table, Tag } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useMay, useShop } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import { Section } from '@/shared/ui/page';
import { State } from '@/shared/ui/states';
import css from '../floor.module.css';
import { MonthFrame } from '../month-frame';
import { useText } from '../text';

type Row = {
  conversation: string;
  number: number;
  closedAt: string;
  outcome: string | null;
  name: string | null;
  isRecorded: boolean;
  satisfied: boolean | null;
  stars: number | null;
  by: string | null;
  at: string | null;
};
type Sum = {
  person: string | null;
  name: string | null;
  ended: number;
  recorded: number;
  satisfied: number;
  unsatisfied: number;
};
type Records = {
  month: string;
  isKept: boolean;
  target: number | null;
  all: Sum;
  people: Sum[];
  rows: Row[];
  hasMore: boolean;
  onlyOwn: boolean;
};

const choices = ['missing', 'unsatisfied', 'all'] as const;
const words = ['yes', 'no', 'unsaid'] as const;
const share = (part: number, whole: number): string => (whole === 0 ? '' : `${((part / whole) * 100).toFixed(1)}%`);

/** The record after each case (FUP-06): those without one, and how many buyers were satisfied beside the target. */
export const RecordsPage = () => {
  const t = useText();
  const shop = useShop();
  const may = useMay('reception.conversation.read');
  const [search, setSearch] = useSearchParams();
  const month = search.get('month') ?? '';
  const only = choices.find((one) => one === search.get('only')) ?? 'missing';
  const list = useQuery({
    queryKey: ['talk-records', shop.id, month, only],
    queryFn: ({ signal }) =>
      api.get<Records>('/api/reception/talk-records', { query: { shop: shop.id, month, only }, signal }),
    placeholderData: (before) => before,
    enabled: may && shop.id !== '',
  });
  const change = (name: string, value: string) => {
    const next = new URLSearchParams(search);
    next.set(name, value);
    setSearch(next, { replace: true });
  };
  return (
    <MonthFrame
      title={t('records')}
      may={may}
      list={list}
      onMonth={(value) => change('month', value)}
      filters={
        <Select
          className={css['pick'] ?? ''}
          aria-label={t('recordsWhich')}
          value={only}
          onChange={(value: string) => change('only', value)}
          options={choices.map((one) => ({ value: one, label: t(`records-${one}`) }))}
        />
      }
    >
      {(data) => <Shown of={data} only={only} onOnly={(value) => change('only', value)} />}
    </MonthFrame>
  );
};

type ShownProps = { of: Records; only: (typeof choices)[number]; onOnly: (only: string) => void };

const Shown = ({ of, only, onOnly }: ShownProps) => {
  const t = useText();
  const { zone } = useShop();
  if (!of.isKept && of.all.recorded === 0)
    return (
      <State
        title={t('recordsOff')}
        text={t('recordsOffText')}
        action={
          <Link to="/rules">
            <Button>{t('recordsBook')}</Button>
          </Link>
        }
      />
    );
  if (of.all.ended === 0) return <State title={t('recordsEmpty')} text={t('recordsEmptyText')} />;
  const judged = of.all.satisfied + of.all.unsatisfied;
  const isBelow = of.target !== null && judged > 0 && of.all.satisfied * 100 < of.target * judged;
  return (
    <>
      <div className={css['tiles']}>
        <button
          type="button"
          className={css['tile']}
          data-tone={isBelow ? 'amber' : 'grey'}
          onClick={() => onOnly('unsatisfied')}
        >
          <span className={css['tileName']}>{t('satisfiedShare')}</span>
          <b>{judged === 0 ? t('none') : share(of.all.satisfied, judged)}</b>
          <span className={css['hint']}>
            {t('ofRated', { n: of.all.satisfied, of: judged })}
            {of.target === null ? '' : ` · ${t('satisfiedTarget', { n: of.target })}`}
          </span>
        </button>
        <button type="button" className={css['tile']} onClick={() => onOnly('missing')}>
          <span className={css['tileName']}>{t('withoutRecord')}</span>
          <b>{of.all.ended - of.all.recorded}</b>
          <span className={css['hint']}>{t('recordedOf', { n: of.all.recorded, of: of.all.ended })}</span>
        </button>
      </div>
      {of.people.length > 1 && (
        <Section title={t('byPerson')}>
          <Table<Sum>
            size="small"
            rowKey={(one) => one.person ?? ''}
            dataSource={of.people}
            pagination={of.people.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
            scroll={{ x: 480 }}
            columns={[
              { title: t('person'), render: (_, one) => one.name ?? t('nobody') },
              { title: t('ended'), dataIndex: 'ended', align: 'right', sorter: (a, b) => a.ended - b.ended },
              {
                title: t('withoutRecord'),
                align: 'right',
                sorter: (a, b) => a.ended - a.recorded - (b.ended - b.recorded),
                render: (_, one) => one.ended - one.recorded,
              },
              {
                title: t('satisfiedShare'),
                align: 'right',
                render: (_, one) => share(one.satisfied, one.satisfied + one.unsatisfied),
              },
            ]}
          />
        </Section>
      )}
      <Section title={t('recordRows', { which: t(`records-${only}`), n: of.rows.length })}>
        {of.hasMore && <p className={css['hint']}>{t('recordsMore', { n: of.rows.length })}</p>}
        <Table<Row>
          size="small"
          rowKey="conversation"
          dataSource={of.rows}
          locale={{ emptyText: t(only === 'missing' ? 'recordsNoneMissing' : 'recordsNone') }}
          pagination={of.rows.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
          scroll={{ x: 760 }}
          columns={[
            {
              title: t('talk'),
              width: 90,
              render: (_, one) => <Link to={`/reception/${one.conversation}`}>#{one.number}</Link>,
            },
            { title: t('endedAt'), width: 150, render: (_, one) => fullMoment(one.closedAt, zone) },
            { title: t('outcome'), width: 130, render: (_, one) => one.outcome ?? '' },
            { title: t('person'), width: 100, render: (_, one) => one.name ?? t('nobody') },
            { title: t('satisfiedHow'), render: (_, one) => <Said row={one} /> },
          ]}
        />
      </Section>
    </>
  );
};

/** What is recorded; where nothing is, one press says it. */
const Said = ({ row }: { row: Row }) => {
  const t = useText();
  const client = useQueryClient();
  const { message } = App.useApp();
  const mayWrite = useMay('reception.conversation.close');
  const [note, setNote] = useState('');
  const [isOpen, setOpen] = useState(!row.isRecorded);
  const write = useMutation({
    mutationFn: (satisfied: string) =>
      api.post(`/api/reception/conversations/${row.conversation}/record`, {
        satisfied,
        note: note.trim() === '' ? null : note.trim(),
      }),
    onSuccess: () => {
      setOpen(false);
      void client.invalidateQueries({ queryKey: ['talk-records'] });
    },
    onError: (error) => void message.error(toProblem(error).detail),
  });
  const rated = row.stars !== null && (
    <span className={css['hint']}>{t('buyerSaid', { level: t(`stars-${row.stars as 1}`) })}</span>
  );
  if (!isOpen || !mayWrite)
    return (
      <>
        {row.satisfied !== null && (
          <Tag color={row.satisfied ? 'success' : 'warning'}>{t(row.satisfied ? 'said-yes' : 'said-no')}</Tag>
        )}
        {row.satisfied === null && row.isRecorded && <span>{t('said-unsaid')}</span>}
        {rated} {row.by !== null && <span className={css['hint']}>{t('recordedBy', { name: row.by })}</span>}
        {mayWrite && (
          <Button size="small" type="link" onClick={() => setOpen(true)}>
            {t('recordChange')}
          </Button>
        )}
      </>
    );
  return (
    <div className={css['row']}>
      {words.map((one) => (
        <Button key={one} size="small" loading={write.isPending} onClick={() => write.mutate(one)}>
          {t(`said-${one}`)}
        </Button>
      ))}
      <Input
        size="small"
        className={css['pick'] ?? ''}
        maxLength={200}
        value={note}
        placeholder={t('recordNote')}
        aria-label={t('recordNote')}
        onChange={(event) => setNote(event.target.value)}
      />
      {rated}
    </div>
  );
};
