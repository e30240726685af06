import { Button, Input, Select, Table } from 'antd';
import { useState } from 'react';
import { api } from '@/shared/api/client';
import { useMay, useShop } from '@/shared/session';
import { Section } from '@/shared/ui/page';
import { useCreditAct, usePeople } from '../credit/use-credit';
import { money } from '../order-columns';
import css from '../orders.module.css';
import { useEarnersText } from './text';
import type { UnknownNumber, Whose } from './wire';

/** Numbers of the notes that are nobody's: say whose they are, and the orders find their people. */
export const UnknownNumbers = ({ numbers }: { numbers: UnknownNumber[] }) => {
  const t = useEarnersText();
  const shop = useShop();
  const act = useCreditAct();
  const maySay = useMay('people.person.edit');
  const [whose, setWhose] = useState<Record<string, Whose>>({});
  const [isBusy, setBusy] = useState(false);
  const told = numbers.filter((n) => whose[n.number]?.person || whose[n.number]?.name?.trim());
  const set = (number: string, to: Whose) => setWhose((before) => ({ ...before, [number]: to }));
  const save = async () => {
    setBusy(true);
    const body = {
      shop: shop.id,
      numbers: told.map((n) => ({ number: n.number, since: n.since, ...whose[n.number] })),
    };
    const isDone = await act(() => api.post('/api/orders/credits/numbers', body), t('saved', { n: told.length }));
    if (isDone) setWhose({});
    setBusy(false);
  };
  return (
    <Section title={t('numbers')}>
      <p className={css['quiet']}>{t('numbersText')}</p>
      <Table<UnknownNumber>
        size="small"
        rowKey="number"
        pagination={numbers.length > 10 ? { pageSize: 10, size: 'small' } : false}
        scroll={{ x: 760 }}
        dataSource={numbers}
        columns={[
          { title: t('number'), dataIndex: 'number', width: 90, fixed: 'left', className: css['number'] ?? '' },
          { title: t('orders'), dataIndex: 'orders', width: 80, align: 'right' },
          {
            title: t('amount'),
            dataIndex: 'amount',
            width: 120,
            align: 'right',
            render: (fen: number) => <span className={css['number']}>{money(fen)}</span>,
          },
          { title: t('example'), dataIndex: 'example', ellipsis: true },
          ...(maySay
            ? [
                {
                  title: t('whose'),
                  key: 'whose',
                  width: 340,
                  render: (_: unknown, row: UnknownNumber) => (
                    <WhoseCell row={row} value={whose[row.number] ?? {}} onChange={(to) => set(row.number, to)} />
                  ),
                },
              ]
            : []),
        ]}
      />
      {maySay && (
        <div className={css['buttons']}>
          <Button type="primary" disabled={told.length === 0} loading={isBusy} onClick={() => void save()}>
            {t('save', { n: told.length })}
          </Button>
        </div>
      )}
    </Section>
  );
};

type WhoseCellProps = { row: UnknownNumber; value: Whose; onChange: (to: Whose) => void };

const WhoseCell = ({ row, value, onChange }: WhoseCellProps) => {
  const t = useEarnersText();
  const people = usePeople().data?.people ?? [];
  if (row.holder !== null) {
    const isTaken = value.person === row.holder;
    return (
      <Button
        size="small"
        type={isTaken ? 'primary' : 'default'}
        title={t('isAlready', { name: row.holderName ?? '' })}
        onClick={() => onChange(isTaken ? {} : { person: row.holder ?? '' })}
      >
        {t('fill', { name: row.holderName ?? '', date: row.since })}
      </Button>
    );
  }
  return (
    <span className={css['whose']}>
      <Input
        size="small"
        aria-label={t('newName')}
        placeholder={t('newName')}
        maxLength={40}
        value={value.name ?? ''}
        onChange={(event) => onChange(event.target.value === '' ? {} : { name: event.target.value })}
      />
      <Select
        size="small"
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('choose')}
        placeholder={t('choose')}
        value={value.person ?? null}
        onChange={(person: string | null) => onChange(person ? { person } : {})}
        options={people.map((p) => ({ value: p.id, label: `${p.name} ${p.number}` }))}
      />
    </span>
  );
};
