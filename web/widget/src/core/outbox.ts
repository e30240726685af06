import type { SendAct } from './wire';

/** A message on its way: kept until the house has acknowledged it, so that a reload or a night offline loses none. */
export type Outgoing = SendAct & { at: number; state: 'waiting' | 'refused'; why?: string };

export type KeyValue = {
  keys(): string[];
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
};

/** When the browser forbids storage the widget works all the same, until the page is left. */
export const memoryStore = (): KeyValue => {
  const map = new Map<string, string>();
  return {
    keys: () => [...map.keys()],
    get: (key) => map.get(key) ?? null,
    set: (key, value) => void map.set(key, value),
    remove: (key) => void map.delete(key),
  };
};

/**
 * One storage entry per message: two tabs of one visitor never overwrite each other's list, and both may send the
 * same entry, because the house knows it by its id.
 */
export class Outbox {
  constructor(
    private readonly store: KeyValue,
    private readonly prefix: string,
  ) {}

  list(): Outgoing[] {
    const all = this.store
      .keys()
      .filter((key) => key.startsWith(this.prefix))
      .map((key) => read(this.store.get(key)))
      .filter((entry): entry is Outgoing => entry !== null);
    return all.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  }

  put(entry: Outgoing): void {
    this.store.set(this.prefix + entry.id, JSON.stringify(entry));
  }

  remove(id: string): void {
    this.store.remove(this.prefix + id);
  }
}

const read = (text: string | null): Outgoing | null => {
  try {
    const entry = JSON.parse(text ?? 'null') as Outgoing | null;
    return entry && typeof entry.id === 'string' && typeof entry.text === 'string' ? entry : null;
  } catch {
    return null;
  }
};
