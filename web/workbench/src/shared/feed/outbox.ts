import { createStore, type Store } from '@/shared/store/store';

/** Something written that the server has not acknowledged yet. `id` is made once and kept through every repeat. */
export type Outgoing<T> = {
  id: string;
  at: number;
  body: T;
  state: 'waiting' | 'sent' | 'acked' | 'refused';
  /** When it was last handed to a line. */
  sentAt: number;
  detail: string | null;
};

export type Outbox<T> = {
  items: Store<readonly Outgoing<T>[]>;
  put: (id: string, body: T, at: number) => void;
  /** Hands everything that waits, and everything whose answer is overdue, to `send`, oldest first. */
  flush: (send: (id: string, body: T) => boolean, now: number, overdueMs?: number) => void;
  /** The line was lost: nobody knows whether what was sent arrived, so it is sent again with its id. */
  lineLost: () => void;
  acked: (id: string) => void;
  refused: (id: string, detail: string) => void;
  again: (id: string) => void;
  /** Takes it back before it left, or gives up after a refusal. */
  remove: (id: string) => void;
};

export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/**
 * Keeps sends until they are acknowledged, also through a reload: one key of the storage per send, so that two tabs
 * never overwrite each other. Sending twice is harmless because the server knows the id.
 */
export const createOutbox = <T>(shelf: Shelf, prefix: string, isBody: (value: unknown) => value is T): Outbox<T> => {
  const items = createStore<readonly Outgoing<T>[]>(load(shelf, prefix, isBody));
  const change = (id: string, update: (item: Outgoing<T>) => Outgoing<T> | null) =>
    items.set((all) => all.map((item) => (item.id === id ? update(item) : item)).filter((item) => item !== null));
  const keep = (item: Outgoing<T>) => {
    try {
      shelf.setItem(prefix + item.id, JSON.stringify(item));
    } catch {
      // a full storage: it is still sent, only not kept through a reload
    }
  };
  return {
    items,
    put: (id, body, at) => {
      const item: Outgoing<T> = { id, at, body, state: 'waiting', sentAt: 0, detail: null };
      keep(item);
      items.set((all) => [...all, item]);
    },
    flush: (send, now, overdueMs = 10_000) => {
      for (const item of items.get()) {
        const isDue = item.state === 'waiting' || (item.state === 'sent' && now - item.sentAt >= overdueMs);
        if (!isDue) continue;
        if (!send(item.id, item.body)) return;
        change(item.id, (sent) => ({ ...sent, state: 'sent', sentAt: now }));
      }
    },
    lineLost: () =>
      items.set((all) => all.map((item) => (item.state === 'sent' ? { ...item, state: 'waiting' } : item))),
    acked: (id) => {
      shelf.removeItem(prefix + id);
      change(id, (item) => ({ ...item, state: 'acked', detail: null }));
    },
    refused: (id, detail) =>
      change(id, (item) => {
        const refused: Outgoing<T> = { ...item, state: 'refused', detail };
        keep(refused);
        return refused;
      }),
    again: (id) => change(id, (item) => ({ ...item, state: 'waiting', detail: null })),
    remove: (id) => {
      shelf.removeItem(prefix + id);
      change(id, () => null);
    },
  };
};

const load = <T>(shelf: Shelf, prefix: string, isBody: (value: unknown) => value is T): Outgoing<T>[] => {
  const found: Outgoing<T>[] = [];
  try {
    for (let index = 0; index < shelf.length; index++) {
      const key = shelf.key(index);
      if (key === null || !key.startsWith(prefix)) continue;
      const item = JSON.parse(shelf.getItem(key) ?? 'null') as Outgoing<unknown> | null;
      if (item === null || !isBody(item.body)) continue;
      found.push({ ...item, body: item.body, state: item.state === 'refused' ? 'refused' : 'waiting', sentAt: 0 });
    }
  } catch {
    // what cannot be read is left where it is
  }
  // Version-7 ids sort by the moment they were made.
  return found.sort((a, b) => (a.id < b.id ? -1 : 1));
};
