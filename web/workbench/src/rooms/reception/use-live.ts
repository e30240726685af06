import { createContext, useContext } from 'react';
import { createStore, useStore } from '@/shared/store/store';
import type { Live } from './live';
import type { Entry, Thread, View } from './state';

export const LiveContext = createContext<Live | null>(null);

export const useLive = (): Live => {
  const live = useContext(LiveContext);
  if (live === null) throw new Error('Only the reception room is live.');
  return live;
};

/** A selection of what the feed keeps; inside the room there always is a view. */
export const useView = <S>(select: (view: View) => S, isEqual?: (a: S, b: S) => boolean): S => {
  const live = useLive();
  return useStore(
    live.view,
    (view) => {
      if (view === null) throw new Error('The room shows itself after the first snapshot.');
      return select(view);
    },
    isEqual,
  );
};

export const useEntry = (c: string): Entry | undefined => useView((view) => view.entries.get(c));
export const useThread = (c: string): Thread | undefined => useView((view) => view.threads.get(c));

const nobody = createStore<View | null>(null);

/** Names of the colleagues, a line each; none outside the room, where nobody is mentioned anew. */
export const useColleagueNames = (): string =>
  useStore(useContext(LiveContext)?.view ?? nobody, (view) =>
    (view?.people ?? []).map((person) => person.name).join('\n'),
  );
