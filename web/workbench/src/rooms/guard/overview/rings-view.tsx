import { useState } from 'react';
import { Button, Drawer, Input, Segmented, Table } from 'antd';
import type { TableColumnsType } from 'antd';
import { useNavigate } from 'react-router';
import { useShop } from '@/shared/session';
import { Section } from '@/shared/ui/page';
import { Loading, LoadFailed, State } from '@/shared/ui/states';
import { DayBars } from './day-bars';
import { HitsView } from './hits-view';
import { HoursTable } from './hours-table';
import css from './overview.module.css';
import { percent, per100 } from './share';
import { useText } from './text';
import { exportAddress, useHours, useRings, type By, type Filter, type Span } from './use-overview';
import { effects, type Count, type Effect, type Rings } from './wire';

type Opened = { title: string; filter: Filter; span: Span };

/** What rings: every number opens its hits. */
export const RingsView = ({ span }: { span: Span }) => {
  const t = useText();
  const navigate = useNavigate();
  const [by, setBy] = useState<By>('rule');
  const [opened, setOpened] = useState<Opened | null>(null);
  const rings = useRings(span, by);
  const hours = useHours(span);
  if (rings.isPending) return <Loading rows={8} />;
  if (rings.isError) return <LoadFailed error={rings.error} onRetry={() => void rings.refetch()} />;
  if (!rings.data.stands && rings.data.total.all === 0)
    return (
      <State
        title={t('offTitle')}
        text={t('offText')}
        action={
          <Button type="primary" onClick={() => void navigate('/rules')}>
            {t('toRules')}
          </Button>
        }
      />
    );
  const open = (title: string, filter: Filter, its: Span = span) => setOpened({ title, filter, span: its });
  return (
    <>
      {hours.data !== undefined && (
        <div className={css['charts']}>
          <DayBars days={hours.data.days} onOpen={(day) => open(day, {}, { from: day, to: day })} />
          <HoursTable parts={hours.data.parts} />
        </div>
      )}
      <Counts rings={rings.data} by={by} span={span} onBy={setBy} onOpen={open} />
      <Drawer
        open={opened !== null}
        size={960}
        title={opened === null ? '' : `${t('hitsTitle')} · ${opened.title}`}
        onClose={() => setOpened(null)}
        destroyOnHidden
      >
        {opened !== null && <HitsView span={opened.span} filter={opened.filter} />}
      </Drawer>
    </>
  );
};

type CountsProps = {
  rings: Rings;
  by: By;
  span: Span;
  onBy: (by: By) => void;
  onOpen: (title: string, filter: Filter) => void;
};

const Counts = ({ rings, by, span, onBy, onOpen }: CountsProps) => {
  const t = useText();
  const shop = useShop();
  const [typed, setTyped] = useState('');
  const nameOf = (row: Count) =>
    row.name !== null && row.name !== '' ? row.name : t(by === 'team' ? 'nobody' : 'noChannel');
  const rows = rings.rows.filter((row) => nameOf(row).includes(typed.trim()));
  const filterOf = (row: Count): Filter => ({ [by]: row.key });
  const columns = useColumns(by, nameOf, (row, effect) =>
    onOpen(nameOf(row), { ...filterOf(row), ...(effect === undefined ? {} : { effect }) }),
  );
  return (
    <Section>
      <div className={css['bar']}>
        <Segmented<By>
          value={by}
          onChange={onBy}
          options={[
            { value: 'rule', label: t('byRule') },
            { value: 'person', label: t('byPerson') },
            { value: 'team', label: t('byTeam') },
            { value: 'channel', label: t('byChannel') },
          ]}
        />
        <Input
          className={css['find'] ?? ''}
          allowClear
          placeholder={t(by)}
          aria-label={t('findRule')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <span className={css['space']} />
        <Button href={exportAddress(shop.id, span, {})}>{t('export')}</Button>
      </div>
      {rows.length === 0 ? (
        <State title={t('noneTitle')} text={t('noneText')} />
      ) : (
        <Table<Count>
          size="small"
          rowKey="key"
          columns={columns}
          dataSource={rows}
          pagination={rows.length > 20 ? { pageSize: 20, showSizeChanger: false, size: 'small' } : false}
          scroll={{ x: 980 }}
          summary={() => <Total total={rings.total} hasLevel={by === 'rule'} hasRate={by !== 'rule'} />}
        />
      )}
    </Section>
  );
};

const useColumns = (
  by: By,
  nameOf: (row: Count) => string,
  onOpen: (row: Count, effect?: Effect) => void,
): TableColumnsType<Count> => {
  const t = useText();
  const number = (row: Count, value: number, effect?: Effect) =>
    value === 0 ? (
      <span className={css['zero']}>0</span>
    ) : (
      <button
        type="button"
        className={css['number']}
        aria-label={`${nameOf(row)} ${t(effect ?? 'all')} ${value}`}
        onClick={() => onOpen(row, effect)}
      >
        {value}
      </button>
    );
  return [
    {
      title: t(by),
      fixed: 'left',
      width: 150,
      ellipsis: true,
      sorter: (a, b) => nameOf(a).localeCompare(nameOf(b), 'zh'),
      render: (_, row) => nameOf(row),
    },
    ...(by === 'rule'
      ? [
          {
            title: t('level'),
            width: 80,
            filters: (['hint', 'confirm', 'block'] as const).map((level) => ({ value: level, text: t(level) })),
            onFilter: (value: unknown, row: Count) => row.level === value,
            render: (_: unknown, row: Count) => (
              <span className={css['level']} data-level={row.level}>
                {t(row.level)}
              </span>
            ),
          },
        ]
      : []),
    {
      title: t('all'),
      width: 72,
      align: 'right',
      sorter: (a, b) => a.all - b.all,
      render: (_, row) => number(row, row.all),
    },
    ...effects.map((effect) => ({
      title: t(effect),
      width: 88,
      align: 'right' as const,
      sorter: (a: Count, b: Count) => a[effect] - b[effect],
      render: (_: unknown, row: Count) => number(row, row[effect], effect),
    })),
    {
      title: t('share'),
      width: 92,
      align: 'right',
      sorter: (a, b) => (a.share ?? -1) - (b.share ?? -1),
      render: (_, row) => percent(row.share),
    },
    ...(by === 'rule' || by === 'person'
      ? [
          {
            title: t('disputed'),
            width: 88,
            align: 'right' as const,
            sorter: (a: Count, b: Count) => a.disputed - b.disputed,
            render: (_: unknown, row: Count) => row.disputed,
          },
        ]
      : []),
    ...(by === 'rule'
      ? []
      : [
          {
            title: t('per100'),
            width: 76,
            align: 'right' as const,
            sorter: (a: Count, b: Count) => rate(a) - rate(b),
            render: (_: unknown, row: Count) => per100(row.messages === null ? null : rate(row)),
          },
        ]),
  ];
};

const rate = (row: Count): number =>
  row.messages === null || row.messages === 0 ? -1 : (row.all * 100) / row.messages;

const Total = ({ total, hasLevel, hasRate }: { total: Count; hasLevel: boolean; hasRate: boolean }) => {
  const t = useText();
  const cells = [
    t('total'),
    ...(hasLevel ? [''] : []),
    String(total.all),
    ...effects.map((effect) => String(total[effect])),
    percent(total.share),
    String(total.disputed),
    ...(hasRate ? [''] : []),
  ];
  return (
    <Table.Summary.Row>
      {cells.map((cell, index) => (
        <Table.Summary.Cell key={index} index={index} align={index > (hasLevel ? 1 : 0) ? 'right' : 'left'}>
          {cell}
        </Table.Summary.Cell>
      ))}
    </Table.Summary.Row>
  );
};
