import type { TrialAgent, TrialBook, TrialDay, TrialHour } from './wire';

/** What several days under one book come to. Medians cannot be added up, so of several days the worst day's stands there. */
export type TrialSum = Omit<TrialBook, 'version'> & { buyers: number };

const merge = <T, K>(lists: readonly (readonly T[])[], key: (one: T) => K, add: (a: T, b: T) => T): T[] => {
  const all = new Map<K, T>();
  for (const one of lists.flat()) {
    const before = all.get(key(one));
    all.set(key(one), before === undefined ? one : add(before, one));
  }
  return [...all.values()];
};

const addHours = (a: TrialHour, b: TrialHour): TrialHour => {
  const [na, nb] = [a.buyers - a.lost, b.buyers - b.lost];
  return {
    hour: a.hour,
    buyers: a.buyers + b.buyers,
    lost: a.lost + b.lost,
    waitMean: na + nb === 0 ? 0 : (a.waitMean * na + b.waitMean * nb) / (na + nb),
  };
};

const addAgents = (a: TrialAgent, b: TrialAgent): TrialAgent => ({
  ...a,
  given: a.given + b.given,
  servingSeconds: a.servingSeconds + b.servingSeconds,
});

export const sumOf = (days: readonly TrialDay[], at: number): TrialSum | null => {
  const of = days.flatMap((day) => day.books[at] ?? []);
  const first = of[0];
  if (first === undefined) return null;
  const total = (pick: (one: TrialBook) => number) => of.reduce((sum, one) => sum + pick(one), 0);
  const worst = (pick: (one: TrialBook) => number) => Math.max(...of.map(pick));
  const served = total((one) => one.served);
  return {
    which: first.which,
    title: first.title,
    buyers: days.reduce((sum, day) => sum + day.buyers, 0),
    served,
    lost: total((one) => one.lost),
    stillWaiting: total((one) => one.stillWaiting),
    backToLast: total((one) => one.backToLast),
    overflowed: total((one) => one.overflowed),
    waitMean: served === 0 ? 0 : total((one) => one.waitMean * one.served) / served,
    waitMedian: worst((one) => one.waitMedian),
    waitP90: worst((one) => one.waitP90),
    waitMax: worst((one) => one.waitMax),
    within30: total((one) => one.within30),
    people: merge(
      of.map((one) => one.people),
      (one) => one.person,
      addAgents,
    ).sort((a, b) => b.given - a.given),
    hours: merge(
      of.map((one) => one.hours),
      (one) => one.hour,
      addHours,
    ).sort((a, b) => a.hour - b.hour),
  };
};
