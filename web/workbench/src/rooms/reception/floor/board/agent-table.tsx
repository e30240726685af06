import { Suspense, useState } from 'react';
import { Button, Table, Tag } from 'antd';
import { useMay } from '@/shared/session';
import { span } from '@/shared/time/format';
import { SetDutyDialog } from '@/rooms/shifts';
import { DutyMark } from '../../duty-mark';
import css from '../floor.module.css';
import { useText } from '../text';
import { toneOf } from './tone';
import type { Floor, FloorAgent } from './wire';

const rank = { ready: 0, busy: 1, away: 2, 'on-hold': 3, off: 4 } as const;

type TableProps = { floor: Floor; now: number; chosen: string | null; onChoose: (person: string | null) => void };

/** Load, state and the oldest wait of everybody; people off duty with nothing in hand stay folded away. */
export const AgentTable = ({ floor, now, chosen, onChoose }: TableProps) => {
  const t = useText();
  const maySet = useMay('shifts.duty.set-others');
  const [sets, setSets] = useState<FloorAgent | null>(null);
  const [showsOff, setShowsOff] = useState(false);
  const isThere = (one: FloorAgent) => one.duty !== 'off' || one.open > 0 || one.snoozed > 0;
  const away = floor.agents.filter((one) => !isThere(one)).length;
  const shown = floor.agents
    .filter((one) => showsOff || isThere(one))
    .sort(
      (a, b) =>
        (a.oldestWait ?? '9').localeCompare(b.oldestWait ?? '9') ||
        rank[a.duty] - rank[b.duty] ||
        b.open - a.open ||
        a.name.localeCompare(b.name),
    );
  return (
    <>
      <Table<FloorAgent>
        size="small"
        rowKey="person"
        dataSource={shown}
        scroll={{ x: 440 }}
        pagination={shown.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
        locale={{ emptyText: t('nobodyThere') }}
        columns={[
          {
            title: t('person'),
            width: 96,
            ellipsis: true,
            render: (_, one) => (
              <>
                <button
                  type="button"
                  className={css['link']}
                  aria-pressed={chosen === one.person}
                  onClick={() => onChoose(chosen === one.person ? null : one.person)}
                >
                  {one.name}
                </button>
                {floor.main === one.person && (
                  <Tag className={css['main'] ?? ''} color="processing" title={t('mainHolderHint')}>
                    {t('mainHolder')}
                  </Tag>
                )}
              </>
            ),
          },
          {
            title: t('state'),
            width: 100,
            render: (_, one) => (
              <>
                <DutyMark duty={one.duty} />{' '}
                {one.since !== null && one.duty !== 'off' && (
                  <span className={css['hint']}>{span(Math.max(0, now - Date.parse(one.since)))}</span>
                )}
              </>
            ),
          },
          {
            title: t('load'),
            width: 72,
            align: 'right',
            render: (_, one) => (
              <span className={css['wait']} data-tone={one.open >= floor.limits.capacity ? 'amber' : 'grey'}>
                {floor.limits.capacity < 100_000 ? `${one.open} / ${floor.limits.capacity}` : one.open}
              </span>
            ),
          },
          { title: t('unanswered'), width: 70, align: 'right', render: (_, one) => one.unanswered || '' },
          {
            title: t('oldest'),
            width: 80,
            render: (_, one) => (
              <span className={css['wait']} data-tone={toneOf(one.oldestWait, floor.limits, now)}>
                {one.oldestWait === null ? '' : span(Math.max(0, now - Date.parse(one.oldestWait)))}
              </span>
            ),
          },
          {
            key: 'acts',
            width: 76,
            render: (_, one) =>
              maySet && (
                <Button size="small" type="link" onClick={() => setSets(one)}>
                  {t('callIn')}
                </Button>
              ),
          },
        ]}
      />
      {away > 0 && (
        <Button size="small" type="text" onClick={() => setShowsOff(!showsOff)}>
          {showsOff ? t('hideOff') : t('showOff', { n: away })}
        </Button>
      )}
      {sets !== null && (
        <Suspense fallback={null}>
          <SetDutyDialog
            line={{
              person: sets.person,
              name: sets.name,
              number: '',
              duty: {
                person: sets.person,
                shop: '',
                state: sets.duty,
                since: sets.since ?? floor.at,
                reason: null,
                setBy: null,
              },
            }}
            onDone={() => setSets(null)}
          />
        </Suspense>
      )}
    </>
  );
};
