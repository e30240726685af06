import { createStore, type Store } from './store';

/** A store whose value survives a reload of the page on this device. Storage that is full or forbidden only forgets. */
export const remembered = <T>(key: string, initial: T, isValid: (value: unknown) => value is T): Store<T> => {
  const store = createStore<T>(load(key, initial, isValid));
  store.subscribe(() => {
    try {
      localStorage.setItem(`zhanggui.${key}`, JSON.stringify(store.get()));
    } catch {
      // private windows and full disks refuse; the value still holds until the tab closes
    }
  });
  return store;
};

const load = <T>(key: string, initial: T, isValid: (value: unknown) => value is T): T => {
  try {
    const text = localStorage.getItem(`zhanggui.${key}`);
    const value: unknown = text === null ? undefined : JSON.parse(text);
    return isValid(value) ? value : initial;
  } catch {
    return initial;
  }
};

export const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
export const isText = (value: unknown): value is string => typeof value === 'string';
export const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
export const isOneOf =
  <const T extends string>(...options: readonly T[]) =>
  (value: unknown): value is T =>
    options.some((option) => option === value);
