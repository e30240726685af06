import { createStore } from '@/shared/store/store';

type Badge = { count: number; tone: 'quiet' | 'alarm' };

/** Counts beside the entries of the rail, by their address; each room keeps its own. */
export const badges = createStore<Record<string, Badge | undefined>>({});

export const setBadge = (to: string, count: number, tone: Badge['tone'] = 'quiet'): void =>
  badges.set((all) => {
    const known = all[to];
    return known?.count === count && known.tone === tone ? all : { ...all, [to]: { count, tone } };
  });
