import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Button, Segmented, Select, Table, Tooltip } from 'antd';
import { Link } from 'react-router';
import { api } from '@/shared/api/client';
import { useMay, useShop } from '@/shared/session';
import { Loading, LoadFailed, State } from '@/shared/ui/states';
import { dayTotals, difference, oursOf, theirsOf, type ComparedDay, type ComparedFigure } from './elsewhere-sums';
import { useNameOf } from './names';
import type { Period } from './period';
import css from './reports.module.css';
import { useText } from './text';
import { useDefinitions } from './use-figures';
import { written } from './value';
import type { Counting } from './wire';

type Compared = { from: string; to: string; counting: Counting; days: ComparedDay[] };

/** What the tools of the shop counted for a person and day, beside our own figure of the same; never added to ours. */
export const Elsewhere = ({ period }: { period: Period }) => {
  const t = useText();
  const shop = useShop();
  const mayImport = useMay('orders.import.run');
  const [figure, setFigure] = useState<string | null>(null);
  const [person, setPerson] = useState('');
  const query = { shop: shop.id, from: period.from, to: period.to };
  const list = useQuery({
    queryKey: ['metrics', 'elsewhere', query],
    queryFn: ({ signal }) => api.get<Compared>('/api/metrics/elsewhere', { query, signal, timeoutMs: 60_000 }),
    refetchInterval: (kept) => ((kept.state.data?.counting.waiting ?? 0) > 0 ? 1500 : false),
    enabled: shop.id !== '',
  });
  if (list.isPending) return <Loading rows={8} />;
  if (list.isError) return <LoadFailed error={list.error} onRetry={() => void list.refetch()} />;
  const { days } = list.data;
  if (days.length === 0)
    return (
      <State
        title={t('elsewhereEmpty')}
        text={t('elsewhereEmptyText')}
        action={
          mayImport ? (
            <Link to="/orders/import">
              <Button type="primary">{t('elsewhereImport')}</Button>
            </Link>
          ) : undefined
        }
      />
    );
  const figures = [...new Map(days.flatMap((day) => day.figures).map((one) => [one.figure, one])).values()];
  const chosen = figures.find((one) => one.figure === figure) ?? figures[0]!;
  const people = [...new Map(days.map((day) => [day.person ?? day.account, day.name ?? day.account]))];
  const shown = days.filter((day) => person === '' || (day.person ?? day.account) === person);
  return (
    <>
      <p className={css['small']}>{t('elsewhereIntro')}</p>
      <div className={css['tools']}>
        <Choice figures={figures} chosen={chosen} onChoose={setFigure} />
        <Select
          className={css['who'] ?? ''}
          aria-label={t('personCol')}
          value={person}
          onChange={setPerson}
          options={[{ value: '', label: t('elsewhereAll') }, ...people.map(([value, label]) => ({ value, label }))]}
        />
      </div>
      <Days days={shown} chosen={chosen} />
    </>
  );
};

const useFigureName = () => {
  const t = useText();
  const nameOf = useNameOf();
  const definitions = useDefinitions();
  return (one: ComparedFigure): string =>
    one.figure === 'inquiry_paid'
      ? t('inquiryPaid')
      : one.figure === 'refunded'
        ? t('refundedFigure')
        : nameOf(definitions.data?.get(one.metric));
};

type ChoiceProps = {
  figures: readonly ComparedFigure[];
  chosen: ComparedFigure;
  onChoose: (figure: string) => void;
};

const Choice = ({ figures, chosen, onChoose }: ChoiceProps) => {
  const t = useText();
  const nameOf = useFigureName();
  const options = figures.map((one) => ({ value: one.figure, label: nameOf(one) }));
  return (
    <>
      <Segmented className={css['onWide'] ?? ''} value={chosen.figure} onChange={onChoose} options={options} />
      <Select
        className={css['onNarrow'] ?? ''}
        aria-label={t('figureCol')}
        value={chosen.figure}
        onChange={onChoose}
        options={options}
      />
    </>
  );
};

const Days = ({ days, chosen }: { days: readonly ComparedDay[]; chosen: ComparedFigure }) => {
  const t = useText();
  const of = (day: ComparedDay) => day.figures.find((one) => one.figure === chosen.figure);
  const totals = dayTotals(days, chosen.figure);
  const shown = (value: number | null) => written(chosen.unit, value) ?? '—';
  return (
    <Table<ComparedDay>
      size="small"
      rowKey={(day) => `${day.day} ${day.account} ${day.source}`}
      pagination={days.length > 100 ? { pageSize: 100, showSizeChanger: false } : false}
      scroll={{ x: 640 }}
      dataSource={days.filter((day) => of(day) !== undefined)}
      columns={[
        { title: t('day'), dataIndex: 'day', width: 104, sorter: (a, b) => a.day.localeCompare(b.day) },
        {
          title: t('personCol'),
          key: 'person',
          width: 140,
          render: (_, day) =>
            day.name ?? (
              <Tooltip title={t('elsewhereUnknown')}>
                <Link to="/people/accounts">{day.account}</Link>
              </Tooltip>
            ),
        },
        { title: t('elsewhereTool'), dataIndex: 'source', width: 110 },
        {
          title: t('elsewhereTheirs'),
          key: 'theirs',
          align: 'right',
          width: 110,
          sorter: (a, b) => (theirsOf(of(a)) ?? -1) - (theirsOf(of(b)) ?? -1),
          render: (_, day) => shown(theirsOf(of(day))),
        },
        {
          title: t('elsewhereOurs'),
          key: 'ours',
          align: 'right',
          width: 110,
          render: (_, day) => <Ours figure={of(day)} />,
        },
        {
          title: t('elsewhereDifference'),
          key: 'difference',
          align: 'right',
          width: 110,
          sorter: (a, b) => (difference(of(a)) ?? 0) - (difference(of(b)) ?? 0),
          render: (_, day) => <Difference figure={of(day)} />,
        },
      ]}
      summary={() =>
        totals === null ? null : (
          <Table.Summary.Row>
            <Table.Summary.Cell index={0} colSpan={3}>
              {t('elsewhereTotal')}
            </Table.Summary.Cell>
            <Table.Summary.Cell index={3} align="right">
              {shown(totals.theirs)}
            </Table.Summary.Cell>
            <Table.Summary.Cell index={4} align="right">
              {shown(totals.ours)}
            </Table.Summary.Cell>
            <Table.Summary.Cell index={5} align="right">
              {shown(totals.theirs - totals.ours)}
            </Table.Summary.Cell>
          </Table.Summary.Row>
        )
      }
    />
  );
};

const Ours = ({ figure }: { figure: ComparedFigure | undefined }) => {
  if (figure === undefined) return <>—</>;
  const sets = figure.ours.map((own) => `${own.set} ${written(figure.unit, oursOf(figure, own.set)) ?? '—'}`);
  const text = written(figure.unit, oursOf(figure)) ?? '—';
  return figure.ours.length > 1 ? <Tooltip title={sets.join(' · ')}>{text}</Tooltip> : <>{text}</>;
};

const Difference = ({ figure }: { figure: ComparedFigure | undefined }) => {
  const by = difference(figure);
  if (figure === undefined || by === null) return <span className={css['hint']}>—</span>;
  if (by === 0) return <span className={css['hint']}>0</span>;
  const text = written(figure.unit, Math.abs(by)) ?? '';
  return (
    <b>
      {by > 0 ? '+' : '−'}
      {text}
    </b>
  );
};
