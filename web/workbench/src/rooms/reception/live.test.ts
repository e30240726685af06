import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLive, type Edges, type Live } from './live';
import { unreadOf } from './state';
import { createFakeServer } from './testing/fake-server';

const memoryShelf = (): Storage => {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    clear: () => kept.clear(),
    getItem: (key) => kept.get(key) ?? null,
    key: (index) => [...kept.keys()][index] ?? null,
    removeItem: (key) => void kept.delete(key),
    setItem: (key, value) => void kept.set(key, value),
  };
};

describe('the live room', () => {
  let server: ReturnType<typeof createFakeServer>;
  let shelf: Storage;
  let lives: Live[];
  const edges = (change: Partial<Edges> = {}): Edges => ({
    openLine: () => server.open(),
    get: <T>(path: string, query: Record<string, string | number | undefined>) =>
      Promise.resolve(server.get(path, query) as T),
    post: () => Promise.reject(new Error('not here')),
    shelf,
    now: () => Date.now(),
    soon: (run) => void setTimeout(run, 16),
    ...change,
  });
  const open = async (change: Partial<Edges> = {}): Promise<Live> => {
    const live = createLive('shop', 'me', 'all', edges(change));
    lives.push(live);
    live.start();
    await vi.advanceTimersByTimeAsync(100);
    return live;
  };
  const texts = (live: Live, c: string) =>
    live.view
      .get()
      ?.threads.get(c)
      ?.messages.map((told) => told.message.text) ?? [];

  beforeEach(() => {
    vi.useFakeTimers();
    server = createFakeServer();
    shelf = memoryShelf();
    lives = [];
    server.buyerWrites('c1', '在吗');
  });
  afterEach(() => {
    lives.forEach((live) => live.stop());
    vi.useRealTimers();
  });

  it('comes back after a cut to exactly what it missed', async () => {
    const live = await open();
    live.look('c1');
    await vi.advanceTimersByTimeAsync(50);
    server.tear();
    server.buyerWrites('c1', '有现货吗');
    server.change('c1', { tags: ['急'] });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(texts(live, 'c1')).toEqual(['在吗', '有现货吗']);
    expect(live.view.get()?.entries.get('c1')?.head.tags).toEqual(['急']);
    expect(live.view.get()?.n).toBe(server.snapshot().n);
  });

  it('notices a line that looks open and delivers nothing', async () => {
    const live = await open();
    live.look('c1');
    server.state.isMute = true;
    server.buyerWrites('c1', '人呢');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(texts(live, 'c1')).not.toContain('人呢');
    server.state.isMute = false;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(texts(live, 'c1')).toEqual(['在吗', '人呢']);
  });

  it('sends what was written offline once, in order, when the line is back', async () => {
    const live = await open();
    server.state.isMute = true;
    server.tear();
    live.send({ c: 'c1', kind: 'text', text: '您好' });
    live.send({ c: 'c1', kind: 'text', text: '有的' });
    await vi.advanceTimersByTimeAsync(60_000);
    server.state.isMute = false;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.messages.get('c1')?.map((message) => message.text)).toEqual(['在吗', '您好', '有的']);
    expect(live.outbox.items.get()).toEqual([]);
    expect(shelf.length).toBe(0);
  });

  it('repeats a send whose answer was lost, and the record has it once', async () => {
    let isDeaf = true;
    const live = await open({
      openLine: () => {
        const line = server.open();
        const { send } = line;
        // The server hears and answers, the answer is lost with the line.
        line.send = (text) => {
          if (isDeaf && text.includes('"send"')) {
            const hears = line.onmessage;
            line.onmessage = null;
            send(text);
            line.onmessage = hears;
            isDeaf = false;
            server.tear();
          } else send(text);
        };
        return line;
      },
    });
    live.send({ c: 'c1', kind: 'text', text: '一次就好' });
    await vi.advanceTimersByTimeAsync(30_000);
    expect(server.messages.get('c1')?.filter((message) => message.text === '一次就好')).toHaveLength(1);
    expect(live.outbox.items.get()).toEqual([]);
  });

  it('keeps what was not acknowledged through a reload of the page', async () => {
    const live = await open();
    server.state.isMute = true;
    live.send({ c: 'c1', kind: 'text', text: '关掉之前写的' });
    live.stop();
    server.state.isMute = false;
    const next = await open();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(server.messages.get('c1')?.map((message) => message.text)).toEqual(['在吗', '关掉之前写的']);
    expect(next.outbox.items.get()).toEqual([]);
  });

  it('loads afresh when the feed no longer reaches back, or the epoch changed', async () => {
    const live = await open();
    live.look('c1');
    await vi.advanceTimersByTimeAsync(50);
    server.tear();
    for (let index = 0; index < 70; index++) server.buyerWrites('c1', `第${index}句`);
    server.state.floor = server.snapshot().n - 1;
    server.state.epoch = 'epoch-2';
    await vi.advanceTimersByTimeAsync(10_000);
    expect(texts(live, 'c1').at(-1)).toBe('第69句');
    expect(live.view.get()?.epoch).toBe('epoch-2');
    server.buyerWrites('c1', '又来了');
    await vi.advanceTimersByTimeAsync(100);
    expect(texts(live, 'c1').at(-1)).toBe('又来了');
  });

  it('knows how far one had read a conversation that comes back after it was closed', async () => {
    server.buyerWrites('c2', '第一句');
    server.buyerWrites('c2', '第二句');
    server.read('c2', 'me', 2);
    const live = await open({
      get: <T>(path: string, query: Record<string, string | number | undefined>) => {
        const answer = server.get(path, query);
        if (!path.endsWith('/snapshot')) return Promise.resolve(answer as T);
        const snapshot = answer as ReturnType<typeof server.snapshot>;
        return Promise.resolve({
          ...snapshot,
          conversations: snapshot.conversations.filter(({ head }) => head.id !== 'c2'),
        } as T);
      },
    });
    server.buyerWrites('c2', '又来了');
    await vi.advanceTimersByTimeAsync(200);
    const entry = live.view.get()?.entries.get('c2');
    expect(entry === undefined ? null : unreadOf(entry)).toBe(1);
  });

  it('draws a burst of events as one change', async () => {
    const live = await open();
    let draws = 0;
    live.view.subscribe(() => (draws += 1));
    for (let index = 0; index < 400; index++) server.buyerWrites(`c${index % 50}`, `第${index}句`);
    await vi.advanceTimersByTimeAsync(20);
    expect(draws).toBe(1);
    expect(live.view.get()?.entries.size).toBe(50);
  });
});
