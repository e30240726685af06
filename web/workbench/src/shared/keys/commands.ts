import { useEffect } from 'react';
import { createStore } from '@/shared/store/store';

/** Something a person can do from anywhere on the page: by its key, from Ctrl K, and listed on the "?" sheet. */
export type Command = {
  id: string;
  label: string;
  group: string;
  /**
   * `alt+t` works everywhere, also while writing; the same letter alone works when no text field has the focus.
   * Combinations with `mod` (Ctrl, or Cmd on a Mac) stand for themselves.
   */
  key?: string;
  /** Left out of Ctrl K: moves that only make sense as keys. */
  keyOnly?: boolean;
  run: (go: (to: string) => void) => void;
};

type Registered = { owner: symbol; commands: readonly Command[] };

const registered = createStore<readonly Registered[]>([]);

/** Offers commands while the component is mounted. Memoise the list. */
export const useCommands = (commands: readonly Command[]): void => {
  useEffect(() => {
    const owner = Symbol('commands');
    registered.set((all) => [...all, { owner, commands }]);
    return () => registered.set((all) => all.filter((entry) => entry.owner !== owner));
  }, [commands]);
};

export const commandStore = registered;

export const allCommands = (entries: readonly Registered[]): Command[] => {
  const seen = new Set<string>();
  // The innermost page registered last and wins.
  return [...entries]
    .reverse()
    .flatMap((entry) => entry.commands)
    .filter((command) => !seen.has(command.id) && seen.add(command.id));
};
