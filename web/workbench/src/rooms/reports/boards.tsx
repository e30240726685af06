import { Button } from 'antd';
import { Link } from 'react-router';
import { useMay, useSession, useShop } from '@/shared/session';
import { LoadFailed, NoRight, State } from '@/shared/ui/states';
import { Aftercare } from './aftercare';
import { AllFigures } from './all-figures';
import { BoardSkeleton } from './board-skeleton';
import { DayLine } from './day-line';
import { Fairness } from './fairness';
import { Funnel } from './funnel';
import { HeatMap } from './heat-map';
import { Losses } from './losses';
import { ScopeTable } from './people-table';
import type { Period } from './period';
import { PlatformFigures } from './platform';
import css from './reports.module.css';
import { Scatter } from './scatter';
import { SmallPrint } from './small-print';
import { Split } from './split';
import { Targets } from './targets';
import { useText } from './text';
import { Tiles, type Wanted } from './tiles';
import { useDefinitions, useFigures, type Door } from './use-figures';
import type { Figures, Scope } from './wire';

export type BoardProps = { period: Period; onOpen: (door: Door, day?: string) => void };

const mineFirst: readonly Wanted[] = [
  { metric: 'agent_sales' },
  { metric: 'conversion_final' },
  { metric: 'average_response' },
  { metric: 'three_minute_rate', set: 'tb-2023' },
  { metric: 'received_buyers' },
  { metric: 'sales_per_buyer' },
  { metric: 'satisfaction' },
  { metric: 'assists' },
];

const shopFirst: readonly Wanted[] = [
  { metric: 'shop_sales' },
  { metric: 'conversion_final' },
  { metric: 'consulting_buyers' },
  { metric: 'average_response' },
  { metric: 'three_minute_rate', set: 'tb-2023' },
  { metric: 'sales_per_buyer' },
  { metric: 'refund_rate_amount' },
  { metric: 'satisfaction' },
];

const ofPeople: readonly Wanted[] = [
  { metric: 'received_buyers' },
  { metric: 'inquiry_buyers' },
  { metric: 'conversion_final' },
  { metric: 'agent_sales' },
  { metric: 'net_agent_sales' },
  { metric: 'sales_per_buyer' },
  { metric: 'average_response' },
  { metric: 'three_minute_rate', set: 'tb-2023' },
  { metric: 'missed_follow_ups' },
  { metric: 'satisfaction' },
  { metric: 'receptions_against_equal' },
  { metric: 'assists' },
  { metric: 'presales_errors' },
];

const ofFairness: readonly string[] = ['receptions_share', 'sales_per_inquiry', 'online_time'];

const ofChannels: readonly Wanted[] = [
  { metric: 'consulting_buyers' },
  { metric: 'received_buyers' },
  { metric: 'inquiry_buyers' },
  { metric: 'conversion_final' },
  { metric: 'reply_rate' },
  { metric: 'first_response' },
  { metric: 'average_response' },
  { metric: 'three_minute_rate', set: 'tb-2023' },
];

const ofProducts: readonly Wanted[] = [
  { metric: 'conversion_final' },
  { metric: 'shop_sales' },
  { metric: 'shop_orders' },
  { metric: 'refund_rate_amount' },
  { metric: 'refund_rate_orders' },
];

const platforms = ['taobao', 'tmall', 'jd', 'pdd', 'pinduoduo', 'douyin', 'kuaishou', 'web', 'platform'] as const;

/** Chats that came as files carry the platform's code; a channel of the house has the name its shop gave it. */
const useChannelName = (): ((scope: Scope) => Scope) => {
  const t = useText();
  return (scope) => {
    const code = platforms.find((one) => one === scope.name.toLowerCase());
    return code === undefined ? scope : { ...scope, name: t(`channel_${code}`) };
  };
};

const hasAny = (figures: Figures): boolean =>
  figures.rows.some((row) => (row.numerator ?? 0) !== 0 || (row.denominator ?? 0) !== 0);

const Nothing = ({ isMine = false }: { isMine?: boolean }) => {
  const t = useText();
  const mayImport = useMay('orders.import.run');
  return (
    <State
      title={t('emptyTitle')}
      text={isMine ? t('emptyMine') : t('emptyText')}
      action={
        mayImport && !isMine ? (
          <Link to="/orders/import">
            <Button type="primary">{t('emptyAct')}</Button>
          </Link>
        ) : undefined
      }
    />
  );
};

/** Still counting, or nothing there. */
const Waiting = ({ figures: { counting }, isMine = false }: { figures: Figures; isMine?: boolean }) =>
  counting.waiting > 0 ? (
    <BoardSkeleton waiting={counting.waiting} days={counting.days} />
  ) : (
    <Nothing isMine={isMine} />
  );

export const MyBoard = ({ period, onOpen }: BoardProps) => {
  const { person } = useSession();
  const definitions = useDefinitions();
  const figures = useFigures('me', period);
  const scope = `person:${person.id}`;
  if (figures.isPending || definitions.isPending) return <BoardSkeleton />;
  if (figures.isError) return <LoadFailed error={figures.error} onRetry={() => void figures.refetch()} />;
  if (definitions.isError) return <LoadFailed error={definitions.error} onRetry={() => void definitions.refetch()} />;
  const all = { figures: figures.data, scope, definitions: definitions.data, onOpen };
  return (
    <>
      <SmallPrint figures={figures.data} />
      {hasAny(figures.data) ? (
        <>
          <Tiles {...all} wanted={mineFirst} />
          <Targets period={period} figures={[figures.data]} definitions={definitions.data} />
          <div className={css['columns']}>
            <Funnel {...all} />
            <DayLine scope={scope} period={period} definition={definitions.data.get('agent_sales')!} onOpen={onOpen} />
          </div>
          <Losses scope={scope} period={period} />
          <AllFigures {...all} />
        </>
      ) : (
        <Waiting figures={figures.data} isMine />
      )}
    </>
  );
};

export const TeamBoard = ({ period, onOpen }: BoardProps) => {
  const t = useText();
  const definitions = useDefinitions();
  const people = useFigures('person', period, [...ofPeople.map((one) => one.metric), ...ofFairness]);
  const teams = useFigures(
    'team',
    period,
    ofPeople.map((one) => one.metric),
  );
  if (people.isPending || teams.isPending || definitions.isPending) return <BoardSkeleton />;
  const failed = [people, teams, definitions].find((one) => one.isError);
  if (people.isError || teams.isError || definitions.isError)
    return <LoadFailed error={failed?.error} onRetry={() => void failed?.refetch()} />;
  if (people.data.reach === 'own') return <NoRight right={t('rightAll')} />;
  const shown = { wanted: ofPeople, definitions: definitions.data, onOpen };
  return (
    <>
      <SmallPrint figures={people.data} />
      {hasAny(people.data) ? (
        <>
          <Targets period={period} figures={[teams.data, people.data]} definitions={definitions.data} />
          <ScopeTable
            {...shown}
            title={t('people')}
            hint={t('sumMayExceed')}
            head={t('personCol')}
            figures={people.data}
            by="agent_sales"
          />
          <ScopeTable {...shown} title={t('team')} head={t('teamCol')} figures={teams.data} by="agent_sales" />
          <Fairness figures={people.data} definitions={definitions.data} onOpen={onOpen} />
          <Scatter figures={people.data} />
        </>
      ) : (
        <Waiting figures={people.data} />
      )}
    </>
  );
};

export const ShopBoard = ({ period, onOpen }: BoardProps) => {
  const t = useText();
  const shop = useShop();
  const definitions = useDefinitions();
  const figures = useFigures('shop', period);
  const products = useFigures(
    'product',
    period,
    ofProducts.map((one) => one.metric),
  );
  const named = useChannelName();
  const channels = useFigures(
    'channel',
    period,
    ofChannels.map((one) => one.metric),
  );
  const scope = `shop:${shop.id}`;
  if (figures.isPending || definitions.isPending) return <BoardSkeleton />;
  if (figures.isError) return <LoadFailed error={figures.error} onRetry={() => void figures.refetch()} />;
  if (definitions.isError) return <LoadFailed error={definitions.error} onRetry={() => void definitions.refetch()} />;
  if (figures.data.reach !== 'all') return <NoRight right={t('rightAll')} />;
  const all = { figures: figures.data, scope, definitions: definitions.data, onOpen };
  return (
    <>
      <SmallPrint figures={figures.data} />
      {hasAny(figures.data) ? (
        <>
          <Tiles {...all} wanted={shopFirst} />
          <Targets period={period} figures={[figures.data]} definitions={definitions.data} />
          <div className={css['columns']}>
            <Split {...all} />
            <Funnel {...all} />
            <DayLine scope={scope} period={period} definition={definitions.data.get('shop_sales')!} onOpen={onOpen} />
            <DayLine
              scope={scope}
              period={period}
              definition={definitions.data.get('conversion_final')!}
              onOpen={onOpen}
            />
          </div>
          <HeatMap period={period} />
          <Aftercare {...all} />
          <PlatformFigures period={period} />
          {channels.data !== undefined && (
            <ScopeTable
              title={t('channels')}
              head={t('channelCol')}
              figures={{ ...channels.data, scopes: channels.data.scopes.map((scope) => named(scope)) }}
              wanted={ofChannels}
              definitions={definitions.data}
              onOpen={onOpen}
              by="consulting_buyers"
            />
          )}
          {products.data !== undefined && (
            <ScopeTable
              title={t('products')}
              hint={t('productsHint')}
              head={t('productCol')}
              figures={{ ...products.data, scopes: products.data.scopes.slice(0, 200) }}
              wanted={ofProducts}
              definitions={definitions.data}
              onOpen={onOpen}
              by="shop_sales"
            />
          )}
          <AllFigures {...all} />
        </>
      ) : (
        <Waiting figures={figures.data} />
      )}
    </>
  );
};
