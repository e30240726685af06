import { useState } from 'react';
import { App, Button, Space, Table } from 'antd';
import { Link } from 'react-router';
import { toProblem } from '@/shared/api/problem';
import { useMay, useSession } from '@/shared/session';
import { span } from '@/shared/time/format';
import { State } from '@/shared/ui/states';
import css from '../floor.module.css';
import { useText } from '../text';
import { AssignDialog } from './assign-dialog';
import { HintDialog } from './hint-dialog';
import { toneOf } from './tone';
import { useTalkAct } from './use-floor';
import type { Floor, WaitingRow } from './wire';

type TableProps = { rows: WaitingRow[]; floor: Floor; now: number };

const pageSize = 50;

/** Longest wait first; what can be done about a row stands in it. */
export const WaitingTable = ({ rows, floor, now }: TableProps) => {
  const t = useText();
  const { message } = App.useApp();
  const mayTake = useMay('reception.conversation.take');
  const mayAssign = useMay('reception.conversation.assign');
  const mayNote = useMay('reception.note.write');
  const mayWhisper = useMay('reception.conversation.watch');
  const me = useSession().person.id;
  const [assigns, setAssigns] = useState<WaitingRow | null>(null);
  const [hints, setHints] = useState<WaitingRow | null>(null);
  const act = useTalkAct();
  if (rows.length === 0) return <State title={t('nobodyWaits')} text={t('nobodyWaitsText')} />;
  return (
    <>
      <Table<WaitingRow>
        size="small"
        rowKey="id"
        dataSource={rows}
        scroll={{ x: 640 }}
        pagination={rows.length > pageSize ? { pageSize, showSizeChanger: false } : false}
        columns={[
          {
            title: t('waited'),
            width: 90,
            render: (_, row) => {
              const since = row.waitingSince ?? row.queuedAt;
              return (
                <span className={css['wait']} data-tone={toneOf(since, floor.limits, now)}>
                  {since === null ? '' : span(Math.max(0, now - Date.parse(since)))}
                </span>
              );
            },
          },
          {
            title: t('buyer'),
            width: 120,
            ellipsis: true,
            render: (_, row) => <Link to={`/reception/${row.id}`}>{row.buyerName}</Link>,
          },
          {
            title: t('lastLine'),
            ellipsis: true,
            render: (_, row) => <span title={row.lastText}>{row.lastText}</span>,
          },
          {
            title: t('with'),
            width: 100,
            ellipsis: true,
            render: (_, row) => row.assigneeName ?? <span className={css['hint']}>{t('inQueue')}</span>,
          },
          {
            title: t('acts'),
            width: 190,
            render: (_, row) => (
              <Space size={2}>
                {mayTake && row.state === 'waiting' && (
                  <Button
                    size="small"
                    type="link"
                    onClick={() =>
                      act.mutate(
                        { c: row.id, act: 'take' },
                        { onError: (error) => void message.error(toProblem(error).detail) },
                      )
                    }
                  >
                    {t('take')}
                  </Button>
                )}
                {mayAssign && (
                  <Button size="small" type="link" onClick={() => setAssigns(row)}>
                    {row.assignee === null ? t('assign') : t('reassign')}
                  </Button>
                )}
                {mayNote && row.assignee !== null && row.assignee !== me && (
                  <Button size="small" type="link" onClick={() => setHints(row)}>
                    {t('hint')}
                  </Button>
                )}
              </Space>
            ),
          },
        ]}
      />
      {assigns !== null && <AssignDialog row={assigns} floor={floor} onDone={() => setAssigns(null)} />}
      {hints !== null && <HintDialog row={hints} isWhisper={mayWhisper} onDone={() => setHints(null)} />}
    </>
  );
};
