import { useState } from 'react';
import { Alert } from 'antd';
import { Link } from 'react-router';
import { sharedText } from '@/shared/i18n/shared-text';
import { useMay } from '@/shared/session';
import { useNow } from '@/shared/time/now';
import { Page, Section } from '@/shared/ui/page';
import { Loading, LoadFailed, NoRight } from '@/shared/ui/states';
import { span } from '@/shared/time/format';
import { FloorTabs } from '../floor-tabs';
import css from '../floor.module.css';
import { useText } from '../text';
import { AgentTable } from './agent-table';
import { DayBars } from './day-bars';
import { DaySpeed, DayTargets } from './day-speed';
import { useFloor } from './use-floor';
import { toneOf } from './tone';
import { WaitingTable } from './waiting-table';
import type { Floor } from './wire';

type Only = 'all' | 'queue' | 'unanswered' | 'red';

/** Who waits and since when, who is loaded, what is slow: one screen, every number a door. */
export const BoardPage = () => {
  const t = useText();
  const mayWatch = useMay('reception.conversation.read-all');
  const floor = useFloor(3000, mayWatch);
  return (
    <Page title={t('board')} subtitle={t('boardHint')}>
      <FloorTabs />
      {!mayWatch && <NoRight right={t('boardRight')} />}
      {mayWatch && floor.isPending && <Loading rows={12} />}
      {floor.isError && floor.data === undefined && (
        <LoadFailed error={floor.error} onRetry={() => void floor.refetch()} />
      )}
      {floor.data !== undefined && <Board floor={floor.data} isStale={floor.isError} />}
    </Page>
  );
};

const Board = ({ floor, isStale }: { floor: Floor; isStale: boolean }) => {
  const t = useText();
  const now = useNow();
  const [only, setOnly] = useState<Only>('all');
  const [person, setPerson] = useState<string | null>(null);
  const { counts, limits } = floor;
  const choose = (next: Only) => {
    setOnly(only === next ? 'all' : next);
    setPerson(null);
  };
  const waited = counts.oldestWait === null ? 0 : Math.max(0, now - Date.parse(counts.oldestWait));
  const rows = floor.waiting.filter(
    (row) =>
      (person === null || row.assignee === person) &&
      (only === 'all' ||
        (only === 'queue' && row.state === 'waiting') ||
        (only === 'unanswered' && row.state === 'open') ||
        (only === 'red' && toneOf(row.waitingSince, limits, now) === 'red')),
  );
  return (
    <>
      {floor.onlyTeams && <p className={css['hint']}>{t('onlyTeams')}</p>}
      {isStale && <p className={css['stale']}>{t('stale')}</p>}
      {(floor.gaps ?? []).map((gap) => (
        <Alert
          key={gap.name}
          className={css['gap'] ?? ''}
          type="warning"
          showIcon
          title={t('gapNow', {
            name: gap.name,
            from: gap.from,
            to: gap.to,
            n: gap.atLeast,
            there:
              gap.there.length === 0
                ? t('gapNobody')
                : t('gapThere', { n: gap.there.length, names: gap.there.join(sharedText('listMark')) }),
          })}
        />
      ))}
      {(floor.missing ?? []).length > 0 && (
        <Alert
          className={css['gap'] ?? ''}
          type="warning"
          showIcon
          title={t('missingNow', {
            names: (floor.missing ?? [])
              .map((one) => t('missingOne', { name: one.name, shift: one.shift ?? '', at: one.since.slice(11, 16) }))
              .join(sharedText('listMark')),
          })}
          action={<Link to="/shifts">{t('missingDoor')}</Link>}
        />
      )}
      <div className={css['tiles']}>
        <Tile
          name={t('queue')}
          value={String(counts.queue)}
          isOn={only === 'queue'}
          tone={counts.queue > 0 ? toneOf(counts.oldestWait, limits, now) : 'grey'}
          onClick={() => choose('queue')}
        />
        <Tile
          name={t('unanswered')}
          value={String(counts.unanswered)}
          isOn={only === 'unanswered'}
          onClick={() => choose('unanswered')}
        />
        <Tile
          name={t('oldest')}
          value={counts.oldestWait === null ? t('none') : span(waited)}
          tone={toneOf(counts.oldestWait, limits, now)}
          onClick={() => choose('all')}
        />
        <Tile
          name={t('overLimit')}
          value={String(counts.red)}
          isOn={only === 'red'}
          tone={counts.red > 0 ? 'red' : 'grey'}
          note={limits.redSeconds === null ? '' : t('overLimitNote', { s: limits.redSeconds })}
          onClick={() => choose('red')}
        />
        <Tile name={t('open')} value={String(counts.open)} note={t('snoozedNote', { n: counts.snoozed })} />
        <Tile
          name={t('onDuty')}
          value={t('ready', { n: counts.ready })}
          note={t('dutyNote', { busy: counts.busy, away: counts.away, hold: counts.onHold })}
        />
      </div>
      <div className={css['board']}>
        <Section
          title={
            person === null
              ? t('waitingTitle', { n: rows.length })
              : t('waitingOf', {
                  name: floor.agents.find((one) => one.person === person)?.name ?? '',
                  n: rows.length,
                })
          }
        >
          <WaitingTable rows={rows} floor={floor} now={now} />
          {floor.hasMore && <p className={css['hint']}>{t('hasMore', { n: floor.waiting.length })}</p>}
        </Section>
        <Section title={t('agents')}>
          <AgentTable
            floor={floor}
            now={now}
            chosen={person}
            onChoose={(next) => {
              setPerson(next);
              setOnly('all');
            }}
          />
        </Section>
      </div>
      <DayTargets />
      <DaySpeed />
      <Section title={t('dayTitle')}>
        <DayBars day={floor.day} />
      </Section>
    </>
  );
};

type TileProps = {
  name: string;
  value: string;
  note?: string;
  tone?: 'grey' | 'amber' | 'red';
  isOn?: boolean;
  onClick?: () => void;
};

const Tile = ({ name, value, note, tone = 'grey', isOn = false, onClick }: TileProps) => (
  <button
    type="button"
    className={css['tile']}
    data-tone={tone}
    aria-pressed={isOn}
    disabled={onClick === undefined}
    onClick={onClick}
  >
    <span className={css['tileName']}>{name}</span>
    <b>{value}</b>
    <span className={css['hint']}>{note}</span>
  </button>
);
