import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { api } from '@/shared/api/client';
import { useShop } from '@/shared/session';
import { dayKey } from '@/shared/time/format';
import { useNow } from '@/shared/time/now';
import { isKind, periodOf, type Kind, type Period } from './period';
import type { Counting, Definition, Figures, Members, Series } from './wire';

const root = '/api/metrics';
const whileCountingMs = 1500;
const timeoutMs = 60_000;

/** The catalogue of figures; it is the same all day. */
export const useDefinitions = () =>
  useQuery({
    queryKey: ['metrics', 'definitions'],
    queryFn: ({ signal }) => api.get<Definition[]>(`${root}/definitions`, { signal }),
    staleTime: Infinity,
    select: (all) => new Map(all.map((one) => [one.metric, one])),
  });

/** The page's address says which period is looked at. */
export const usePeriod = (usual: Kind = 'month'): [Period, (period: Period) => void] => {
  const { zone } = useShop();
  const today = dayKey(useNow(), zone);
  const [search, setSearch] = useSearchParams();
  const named = search.get('kind');
  const on = search.get('on') ?? '';
  const kind = isKind(named) ? named : usual;
  const period = periodOf(kind, /^\d{4}-\d{2}-\d{2}$/.test(on) ? on : today);
  return [
    period,
    (next) => {
      const changed = new URLSearchParams(search);
      changed.set('kind', next.kind);
      changed.set('on', next.kind === 'last30' ? lastDay(next) : next.from);
      setSearch(changed, { replace: true });
    },
  ];
};

const lastDay = (period: Period): string =>
  new Date(Date.parse(`${period.to}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

export type By = 'me' | 'shop' | 'team' | 'person' | 'product' | 'channel';

const again = (counting: Counting | undefined): number | false =>
  counting !== undefined && counting.waiting > 0 ? whileCountingMs : false;

export const useFigures = (by: By, period: Period, metrics?: readonly string[]) => {
  const shop = useShop();
  const query = { shop: shop.id, from: period.from, to: period.to, by, before: true, metrics: metrics?.join(',') };
  return useQuery({
    queryKey: ['metrics', 'figures', query],
    queryFn: ({ signal }) => api.get<Figures>(`${root}/figures`, { query, signal, timeoutMs }),
    refetchInterval: (kept) => again(kept.state.data?.counting),
    enabled: shop.id !== '',
  });
};

export const useSeries = (scope: string, period: Pick<Period, 'from' | 'to'>, metrics: readonly string[]) => {
  const shop = useShop();
  const query = { shop: shop.id, from: period.from, to: period.to, scope, metrics: metrics.join(',') };
  return useQuery({
    queryKey: ['metrics', 'series', query],
    queryFn: ({ signal }) => api.get<Series>(`${root}/figures/series`, { query, signal, timeoutMs }),
    refetchInterval: (kept) => again(kept.state.data?.counting),
    enabled: shop.id !== '',
  });
};

/** A figure that somebody opened. */
export type Door = { metric: string; set: string; scope: string; name: string };

export const useMembers = (door: Door, period: Pick<Period, 'from' | 'to'>) => {
  const shop = useShop();
  const query = {
    shop: shop.id,
    from: period.from,
    to: period.to,
    metric: door.metric,
    set: door.set,
    scope: door.scope,
    limit: 100,
  };
  return useInfiniteQuery({
    queryKey: ['metrics', 'rows', query],
    queryFn: ({ pageParam, signal }) =>
      api.get<Members>(`${root}/figures/rows`, { query: { ...query, after: pageParam }, signal, timeoutMs }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });
};

/** The period as a file; the same figures as the screen. */
export const exportAddress = (shop: string, period: Pick<Period, 'from' | 'to'>, format: 'xlsx' | 'csv'): string =>
  `/api/metrics/figures/export?${new URLSearchParams({ shop, from: period.from, to: period.to, format }).toString()}`;
