import { useState } from 'react';
import { Input, Table } from 'antd';
import { Link } from 'react-router';
import { useSharedText } from '@/shared/i18n/shared-text';
import { money, signed } from './money';
import { Grade } from './grade';
import css from './pay.module.css';
import { useText } from './text';
import type { Column, LineGroup, PersonRow } from './wire';

type PeopleTableProps = { month: string; columns: Column[]; people: PersonRow[] };

const groups: readonly LineGroup[] = ['base', 'commission', 'bonus', 'deduction', 'guard', 'adjustment'];

/** How many columns fit before lines of a group are added up into one. */
const mostColumns = 8;

/** So many are read at a glance. */
const few = 10;

/** Everybody's totals, by component; where a book has many, by group. */
export const PeopleTable = ({ month, columns, people }: PeopleTableProps) => {
  const t = useText();
  const shared = useSharedText();
  const names = {
    base: t('groupBase'),
    commission: t('groupCommission'),
    bonus: t('groupBonus'),
    deduction: t('groupDeduction'),
    guard: t('groupGuard'),
    adjustment: t('groupAdjustment'),
  };
  const parts =
    columns.length <= mostColumns
      ? columns.map((column) => ({ key: column.code, name: column.name, codes: [column.code] }))
      : groups
          .map((group) => ({
            key: group as string,
            name: names[group],
            codes: columns.filter((column) => column.group === group).map((column) => column.code),
          }))
          .filter((part) => part.codes.length > 0);
  const [typed, setTyped] = useState('');
  const wanted = typed.trim().toLowerCase();
  const shown =
    wanted === '' ? people : people.filter((row) => `${row.name} ${row.number}`.toLowerCase().includes(wanted));
  const sum = (row: PersonRow, codes: string[]) => codes.reduce((all, code) => all + (row.amounts[code] ?? 0), 0);
  return (
    <>
      {people.length > few && (
        <Input.Search
          allowClear
          className={css['find'] ?? ''}
          placeholder={t('findPerson')}
          aria-label={t('findPerson')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
      <Table<PersonRow>
        size="small"
        rowKey="person"
        pagination={
          shown.length > 50 ? { pageSize: 50, showSizeChanger: false, showTotal: (n) => shared('total', { n }) } : false
        }
        scroll={{ x: 360 + parts.length * 110 }}
        dataSource={shown}
        columns={[
          {
            title: t('name'),
            key: 'name',
            width: 130,
            fixed: 'left',
            sorter: (a, b) => a.name.localeCompare(b.name, 'zh'),
            render: (_, row) => (
              <Link to={`/pay/months/${month}/${row.person}`}>
                {row.name} <span className={css['quiet']}>{row.number}</span>
              </Link>
            ),
          },
          { title: t('grade'), key: 'grade', width: 90, render: (_, row) => <Grade grade={row.grade} /> },
          ...parts.map((part) => ({
            title: part.name,
            key: part.key,
            width: 110,
            align: 'right' as const,
            render: (_: unknown, row: PersonRow) => {
              const isThere = part.codes.some((code) => row.amounts[code] !== undefined);
              return <span className={css['number']}>{isThere ? money(sum(row, part.codes)) : ''}</span>;
            },
          })),
          {
            title: t('total'),
            key: 'total',
            width: 130,
            align: 'right',
            sorter: (a, b) => a.total - b.total,
            render: (_, row) => (
              <strong className={css['number']}>
                {money(row.total)}
                {row.isChanged && row.before !== null && row.before !== row.total && (
                  <div className={css['changed']}>{signed(row.total - row.before)}</div>
                )}
              </strong>
            ),
          },
          {
            title: t('agreedCol'),
            key: 'agreed',
            width: 80,
            render: (_, row) => (row.hasAgreed ? t('yes') : <span className={css['quiet']}>{t('notYet')}</span>),
          },
        ]}
      />
    </>
  );
};
