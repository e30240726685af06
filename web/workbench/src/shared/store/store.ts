import { useRef, useSyncExternalStore } from 'react';

/** A small value outside React that components read through a selector; a component renders only when its own selection changes. */
export type Store<T> = {
  get: () => T;
  set: (next: T | ((previous: T) => T)) => void;
  subscribe: (listener: () => void) => () => void;
};

export const createStore = <T>(initial: T): Store<T> => {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set: (next) => {
      const updated = typeof next === 'function' ? (next as (previous: T) => T)(value) : next;
      if (Object.is(updated, value)) return;
      value = updated;
      for (const listener of [...listeners]) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

export const useStore = <T, S = T>(
  store: Store<T>,
  select: (value: T) => S = (value) => value as unknown as S,
  isEqual: (a: S, b: S) => boolean = Object.is,
): S => {
  const last = useRef<{ value: T; select: (value: T) => S; selected: S } | null>(null);
  const read = () => {
    const value = store.get();
    const previous = last.current;
    if (previous !== null && Object.is(previous.value, value) && previous.select === select) return previous.selected;
    const selected = select(value);
    const kept = previous !== null && isEqual(previous.selected, selected) ? previous.selected : selected;
    last.current = { value, select, selected: kept };
    return kept;
  };
  return useSyncExternalStore(store.subscribe, read, read);
};

/** Two arrays with the same items in the same places; for selectors that build lists. */
export const sameItems = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((item, index) => Object.is(item, b[index]));
