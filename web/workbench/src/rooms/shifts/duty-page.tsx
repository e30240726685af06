import { useState } from 'react';
import { Button, Table } from 'antd';
import type { TableColumnsType } from 'antd';
import { useMay } from '@/shared/session';
import { span } from '@/shared/time/format';
import { useNow } from '@/shared/time/now';
import { Page } from '@/shared/ui/page';
import { Loading, LoadFailed, NoRight, State } from '@/shared/ui/states';
import { arrange } from './arrange';
import { DutyMark } from './duty-mark';
import { SetDutyDialog } from './set-duty-dialog';
import { ShiftsTabs } from './shifts-tabs';
import css from './shifts.module.css';
import { useText } from './text';
import { useDutyBoard } from './use-duty';
import type { DutyBoard, DutyLine } from './wire';

export const DutyPage = () => {
  const t = useText();
  const mayRead = useMay('shifts.duty.read');
  const board = useDutyBoard();
  const people = board.data?.people ?? [];
  const on = people.filter((line) => line.duty.state !== 'off').length;
  const ready = people.filter((line) => line.duty.state === 'ready').length;
  if (!mayRead)
    return (
      <Page title={t('board')}>
        <NoRight right={t('right')} />
      </Page>
    );
  return (
    <Page title={t('board')} {...(board.isSuccess ? { subtitle: t('onDuty', { n: on, ready }) } : {})}>
      <ShiftsTabs />
      {board.isPending && <Loading rows={8} />}
      {board.isError && <LoadFailed error={board.error} onRetry={() => void board.refetch()} />}
      {board.data !== undefined && <Board board={board.data} />}
    </Page>
  );
};

const Board = ({ board }: { board: DutyBoard }) => {
  const t = useText();
  const now = useNow();
  const [chosen, setChosen] = useState<DutyLine | null>(null);
  if (board.people.length === 0) return <State title={t('emptyTitle')} text={t('emptyText')} />;
  const nameOf = (person: string) => board.people.find((line) => line.person === person)?.name;
  const setterOf = ({ duty, person }: DutyLine): string => {
    if (duty.setBy === person) return t('self');
    return duty.setBy === null ? t('system') : (nameOf(duty.setBy) ?? duty.setBy);
  };
  const columns: TableColumnsType<DutyLine> = [
    { title: t('person'), dataIndex: 'name', width: 120, ellipsis: true, fixed: 'left' },
    { title: t('number'), dataIndex: 'number', width: 80, className: css['timer'] ?? '' },
    { title: t('state'), width: 110, render: (_, line) => <DutyMark state={line.duty.state} /> },
    {
      title: t('since'),
      width: 100,
      className: css['timer'] ?? '',
      render: (_, line) => (line.duty.state === 'off' ? '' : span(now - Date.parse(line.duty.since))),
    },
    { title: t('reason'), ellipsis: true, render: (_, line) => line.duty.reason },
    {
      title: t('setBy'),
      width: 100,
      ellipsis: true,
      render: (_, line) => (line.duty.since.startsWith('1970') ? '' : setterOf(line)),
    },
    ...(board.maySetOthers
      ? [
          {
            width: 90,
            render: (_: unknown, line: DutyLine) => (
              <Button size="small" onClick={() => setChosen(line)}>
                {t('change')}
              </Button>
            ),
          },
        ]
      : []),
  ];
  return (
    <>
      <Table<DutyLine>
        size="small"
        rowKey="person"
        columns={columns}
        dataSource={arrange(board.people)}
        pagination={false}
        scroll={{ x: 620 }}
      />
      {chosen !== null && <SetDutyDialog key={chosen.person} line={chosen} onDone={() => setChosen(null)} />}
    </>
  );
};
