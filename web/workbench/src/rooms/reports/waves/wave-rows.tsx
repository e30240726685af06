import { useState } from 'react';
import { Button, Drawer } from 'antd';
import { useShop } from '@/shared/session';
import { clockTimeWithSeconds } from '@/shared/time/format';
import { Loading, LoadFailed, State } from '@/shared/ui/states';
import { plusDays } from '../period';
import { TalkDrawer } from '../talk-drawer';
import { whole } from '../value';
import type { Member } from '../wire';
import { useText } from './text';
import { useWaveRows } from './use-waves';
import { daysText } from './wave-value';
import css from './waves.module.css';
import type { WaveRow } from './wire';

export type WaveDoor = { topic: string; name: string; from: string; to: string; count: number };

/** The buyers behind a number, each with the line that asked; a line opens into the talk. */
export const WaveRowsDrawer = ({ door, onClose }: { door: WaveDoor | null; onClose: () => void }) => {
  const t = useText();
  return (
    <Drawer
      open={door !== null}
      onClose={onClose}
      size={Math.min(760, window.innerWidth)}
      title={
        door === null
          ? ''
          : t('rows', { name: door.name, days: daysText(door.from, plusDays(door.to, -1)), n: whole(door.count) })
      }
      destroyOnHidden
    >
      {door !== null && <Rows door={door} />}
    </Drawer>
  );
};

const Rows = ({ door }: { door: WaveDoor }) => {
  const t = useText();
  const { zone } = useShop();
  const list = useWaveRows(door.topic, door.from, door.to);
  const [opened, setOpened] = useState<Member | null>(null);
  if (list.isPending) return <Loading rows={10} />;
  if (list.isError) return <LoadFailed error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap((page) => page.list);
  if (rows.length === 0) return <State title={t('empty')} />;
  return (
    <>
      <p className={css['hint']}>{t('rowsHint')}</p>
      <ul className={css['rows']}>
        {rows.map((row) => (
          <li key={`${row.day} ${row.message}`}>
            <span className={css['when']}>
              {row.day.slice(5)} {clockTimeWithSeconds(row.at, zone)}
            </span>
            <b>{row.buyer ?? '—'}</b>
            <span className={css['said']}>{row.text ?? t('gone')}</span>
            {row.buyer !== null && (
              <Button size="small" onClick={() => setOpened(memberOf(row))}>
                {t('talk')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <p className={css['more']}>
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more')}
          </Button>
        </p>
      )}
      <TalkDrawer row={opened} onClose={() => setOpened(null)} />
    </>
  );
};

const memberOf = (row: WaveRow): Member => ({
  day: row.day,
  kind: 'round',
  id: row.message,
  buyer: row.buyer,
  person: null,
  name: null,
  from: row.at,
  to: null,
  fromMessage: row.message,
  toMessage: null,
  item: null,
  numerator: 1,
  denominator: 1,
  openUntil: null,
});
