import { describe, expect, it } from 'vitest';
import { ChatClient } from '../src/core/client';
import { memoryStore } from '../src/core/outbox';
import { FakeTime, FaultyHouse, noFaults } from './faulty-house';

const setUp = (seed = 1, store = memoryStore()) => {
  const time = new FakeTime(seed);
  const house = new FaultyHouse(time);
  const client = new ChatClient(house.ports(store), { key: 'k', locale: 'zh-CN' });
  return { time, house, client, store };
};

const texts = (messages: { text?: string | null }[]): (string | null | undefined)[] => messages.map((m) => m.text);

describe('ChatClient', () => {
  it('shows what the house has, in order, after a quiet talk', async () => {
    const { time, house, client } = setUp();
    client.start();
    await time.run(1000);
    client.send({ kind: 'text', text: '你好' });
    await time.run(1000);
    house.say('您好');
    await time.run(1000);

    expect(client.connection).toBe('live');
    expect(texts(client.view.messages)).toEqual(['你好', '您好']);
    expect(client.outbox).toEqual([]);
  });

  it('sends once what was typed offline, in the order of typing', async () => {
    const { time, house, client } = setUp();
    client.start();
    await time.run(1000);
    house.faults = { ...noFaults, noSockets: true, loseAnswer: 2 };
    house.cutAll();
    await time.run(1000);
    ['一', '二', '三'].forEach((text) => client.send({ kind: 'text', text }));
    await time.run(8 * 3_600_000);
    expect(house.messages).toEqual([]);

    house.faults = { ...noFaults };
    client.hurry();
    await time.run(60_000);

    expect(texts(house.messages)).toEqual(['一', '二', '三']);
    expect(texts(client.view.messages)).toEqual(['一', '二', '三']);
    expect(client.outbox).toEqual([]);
  });

  it('sends after a reload what the page had not got rid of', async () => {
    const { time, house, client, store } = setUp();
    house.faults = { ...noFaults, noSockets: true, loseAnswer: 2 };
    client.send({ kind: 'text', text: '先存着' });
    await time.run(5000);
    client.stop();

    house.faults = { ...noFaults };
    const reloaded = new ChatClient(house.ports(store), { key: 'k', locale: 'zh-CN' });
    expect(reloaded.isKnown).toBe(true);
    reloaded.start();
    await time.run(5000);

    expect(texts(house.messages)).toEqual(['先存着']);
    expect(store.keys().filter((k) => k.includes(':out:'))).toEqual([]);
  });

  it('notices a line that is connected and delivers nothing', async () => {
    const { time, house, client } = setUp();
    client.start();
    await time.run(1000);
    house.lines.forEach((line) => (line.isDeaf = true));
    house.say('听得到吗');
    await time.run(45_000);

    expect(texts(client.view.messages)).toEqual(['听得到吗']);
    expect(client.connection).toBe('live');
  });

  it('stays on one line while nobody says anything', async () => {
    const time = new FakeTime(1);
    const house = new FaultyHouse(time);
    const ports = house.ports();
    let opened = 0;
    const client = new ChatClient(
      {
        ...ports,
        openSocket: (ears) => {
          opened++;
          return ports.openSocket(ears);
        },
      },
      { key: 'k', locale: 'zh-CN' },
    );
    client.start();
    await time.run(10 * 60_000);

    expect(client.connection).toBe('live');
    expect(opened).toBe(1);
  });

  it('polls where sockets do not get through, and still sends once', async () => {
    const { time, house, client } = setUp();
    house.faults = { ...noFaults, noSockets: true };
    client.start();
    await time.run(10_000);
    expect(client.connection).toBe('polling');
    client.send({ kind: 'text', text: '轮询' });
    house.say('收到');
    await time.run(10_000);
    expect(texts(client.view.messages).sort()).toEqual(['收到', '轮询'].sort());

    house.faults = { ...noFaults };
    await time.run(70_000);
    expect(client.connection).toBe('live');
    expect(house.messages).toHaveLength(2);
  });

  it('begins anew when a backup was restored', async () => {
    const { time, house, client } = setUp();
    client.start();
    house.say('一');
    house.say('二');
    await time.run(2000);
    house.messages = house.messages.slice(0, 1);
    house.events = house.events.slice(0, 1);
    house.restoreBackup('e2');
    await time.run(10_000);

    expect(client.view.epoch).toBe('e2');
    expect(texts(client.view.messages)).toEqual(['一']);
  });

  it('keeps the order when the house says: too often', async () => {
    const { time, house, client } = setUp();
    client.start();
    await time.run(1000);
    let no = 3;
    house.refuse = (act) => (no-- > 0 ? { t: 'refused', id: act.id, code: 'reception.visitor.too_many', detail: '', retryAfterMs: 500 } : null);
    ['一', '二'].forEach((text) => client.send({ kind: 'text', text }));
    await time.run(20_000);

    expect(texts(house.messages)).toEqual(['一', '二']);
  });

  it('keeps a refused message with its reason until the person decides', async () => {
    const { time, house, client } = setUp();
    client.start();
    await time.run(1000);
    house.refuse = (act) => (act.text === '坏' ? { t: 'refused', id: act.id, code: 'x', detail: '不行' } : null);
    const id = client.send({ kind: 'text', text: '坏' });
    client.send({ kind: 'text', text: '好' });
    await time.run(2000);
    expect(texts(house.messages)).toEqual(['好']);
    expect(client.outbox.map((o) => [o.state, o.why])).toEqual([['refused', '不行']]);

    house.refuse = null;
    client.retry(id);
    await time.run(2000);
    expect(texts(house.messages)).toEqual(['好', '坏']);
  });

  it('lets two tabs of one visitor share an outbox without doubling', async () => {
    const { time, house, client, store } = setUp();
    const other = new ChatClient(house.ports(store), { key: 'k', locale: 'zh-CN' });
    client.start();
    other.start();
    await time.run(1000);
    client.send({ kind: 'text', text: '甲' });
    other.send({ kind: 'text', text: '乙' });
    await time.run(3000);

    expect(texts(house.messages).sort()).toEqual(['乙', '甲'].sort());
    expect(texts(client.view.messages)).toEqual(texts(other.view.messages));
  });

  it.each(Array.from({ length: 40 }, (_, i) => i + 1))('converges to the house over a network that drops, doubles, delays, reorders and cuts (seed %i)', async (seed) => {
    const { time, house, client } = setUp(seed);
    house.faults = { dropFrame: 0.08, doubleFrame: 0.15, delayFrame: 0.3, cutLine: 0.04, deafLine: 0.1, loseAnswer: 0.3, noSockets: seed % 7 === 0 };
    client.start();
    const typed: string[] = [];
    for (let i = 0; i < 25; i++) {
      typed.push(`m${i}`);
      client.send({ kind: 'text', text: `m${i}` });
      if (i % 4 === 0) {
        house.say(`a${i}`);
      }

      await time.run(400 + time.random() * 6000);
    }

    house.faults = { ...noFaults };
    await time.run(300_000);

    expect(texts(house.messages.filter((m) => m.sender === 'buyer'))).toEqual(typed);
    expect(client.view.messages.map((m) => [m.seq, m.text])).toEqual(house.messages.map((m) => [m.seq, m.text]));
    expect(client.outbox).toEqual([]);
  });
});
