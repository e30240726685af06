import { useState } from 'react';
import { useShop } from '@/shared/session';
import { dayKey } from '@/shared/time/format';
import { useMinute } from '@/shared/time/now';
import { LoadFailed, Loading } from '@/shared/ui/states';
import { periodOf } from './period';
import { ScopeTable } from './people-table';
import { RowsDrawer } from './rows-drawer';
import { Tiles, type Wanted } from './tiles';
import { useText } from './text';
import { useDefinitions, useFigures, type Door } from './use-figures';

const first: readonly Wanted[] = [
  { metric: 'received_buyers' },
  { metric: 'first_response' },
  { metric: 'average_response' },
  { metric: 'three_minute_rate', set: 'tb-2023' },
];

const more: readonly Wanted[] = [
  ...first,
  { metric: 'slow_receptions' },
  { metric: 'missed_follow_ups' },
  { metric: 'satisfaction' },
];

/** Today as the shop's rule sets count it, for other rooms' pages; each figure opens into its rounds. */
export const TodayFigures = ({ isMine }: { isMine: boolean }) => {
  const t = useText();
  const { zone } = useShop();
  const period = periodOf('day', dayKey(useMinute(), zone));
  const [door, setDoor] = useState<Door | null>(null);
  const definitions = useDefinitions();
  const figures = useFigures(isMine ? 'me' : 'shop', period);
  if (figures.isPending || definitions.data === undefined) return <Loading rows={3} />;
  if (figures.isError) return <LoadFailed error={figures.error} onRetry={() => void figures.refetch()} />;
  const scope = figures.data.scopes[0]?.scope;
  return (
    <>
      {scope === undefined ? (
        <p>{t('none')}</p>
      ) : (
        <Tiles
          figures={figures.data}
          scope={scope}
          wanted={isMine ? more : first}
          definitions={definitions.data}
          onOpen={setDoor}
        />
      )}
      {!isMine && <People onOpen={setDoor} period={period} />}
      <RowsDrawer door={door} period={period} onClose={() => setDoor(null)} />
    </>
  );
};

const People = ({ period, onOpen }: { period: ReturnType<typeof periodOf>; onOpen: (door: Door) => void }) => {
  const t = useText();
  const definitions = useDefinitions().data;
  const people = useFigures('person', period).data;
  return people === undefined || definitions === undefined ? null : (
    <ScopeTable
      title={t('people')}
      head={t('personCol')}
      figures={people}
      wanted={more}
      by="received_buyers"
      definitions={definitions}
      onOpen={onOpen}
    />
  );
};
