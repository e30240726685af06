import { memoryStore, type KeyValue } from '../core/outbox';
import type { HttpAnswer, Ports } from '../core/ports';

/** localStorage where it is allowed, memory where it is blocked or full. */
export const browserStore = (): KeyValue => {
  const memory = memoryStore();
  try {
    const probe = 'zg:probe';
    localStorage.setItem(probe, '1');
    localStorage.removeItem(probe);
  } catch {
    return memory;
  }

  return {
    keys: () => [...Object.keys(localStorage), ...memory.keys()],
    get: (key) => memory.get(key) ?? localStorage.getItem(key),
    set: (key, value) => {
      try {
        localStorage.setItem(key, value);
        memory.remove(key);
      } catch {
        memory.set(key, value); // full
      }
    },
    remove: (key) => {
      memory.remove(key);
      localStorage.removeItem(key);
    },
  };
};

const HTTP_MS = 15_000;

export const browserPorts = (base: string, store: KeyValue): Ports => ({
  now: () => Date.now(),
  random: () => crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32,
  later: (ms, act) => {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
  openSocket: (ears) => {
    const socket = new WebSocket(`${base.replace(/^http/, 'ws')}/api/visitor/socket`);
    socket.onopen = () => ears.opened();
    socket.onmessage = (e) => ears.heard(String(e.data));
    socket.onclose = () => ears.closed();
    return { send: (text) => socket.readyState === WebSocket.OPEN && socket.send(text), close: () => socket.close() };
  },
  http: async (method, path, options = {}): Promise<HttpAnswer> => {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), HTTP_MS);
    try {
      const headers: Record<string, string> = { Accept: 'application/json' };
      if (options.body !== undefined) {
        headers['Content-Type'] = 'application/json';
      }

      if (options.token) {
        headers['Authorization'] = `Visitor ${options.token}`;
      }

      const answer = await fetch(base + path, {
        method,
        headers,
        body: options.body === undefined ? undefined : JSON.stringify(options.body),
        credentials: 'omit',
        signal: stop.signal,
      });
      return { status: answer.status, json: await answer.json().catch(() => null) };
    } catch {
      return { status: 0, json: null };
    } finally {
      clearTimeout(timer);
    }
  },
  store,
});
