import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEvent, applyEvents, applyThread, openThread } from './apply-event';
import { fromSnapshot, type View } from './state';
import { createFakeServer } from './testing/fake-server';
import type { ThreadAnswer } from './wire';

const acts = fc.array(
  fc.record({
    act: fc.constantFrom('buyer', 'agent', 'recall', 'close', 'tag', 'read-me', 'read-buyer'),
    c: fc.constantFrom('c1', 'c2', 'c3'),
  }),
  { minLength: 1, maxLength: 40 },
);
type Act = { act: string; c: string };

const run = (server: ReturnType<typeof createFakeServer>, { act, c }: Act, index: number) => {
  const last = server.messages.get(c)?.length ?? 0;
  if (act === 'buyer') server.buyerWrites(c, `第${index}句`);
  if (act === 'agent') server.agentWrites(c, `id-${index}`, `答${index}`);
  if (act === 'recall' && last > 0) server.recall(c, 1 + (index % last));
  if (act === 'close') server.change(c, { state: 'closed', outcome: '已解决' });
  if (act === 'tag') server.change(c, { tags: [`标签${index}`] });
  if (act === 'read-me' && last > 0) server.read(c, 'me', last);
  if (act === 'read-buyer' && last > 0) server.read(c, 'buyer', last);
};

/** What both sides must agree on: heads, my read marks, and the records that are loaded. */
const facts = (view: View) => ({
  n: view.n,
  entries: [...view.entries.values()]
    .map(({ head, read }) => ({ head, read }))
    .sort((a, b) => a.head.id.localeCompare(b.head.id)),
  threads: [...view.threads]
    .map(([c, thread]) => ({ c, messages: thread.messages.map((told) => told.message) }))
    .sort((a, b) => a.c.localeCompare(b.c)),
});

const snapshotOf = (server: ReturnType<typeof createFakeServer>): View => {
  let view = fromSnapshot(server.snapshot());
  for (const c of view.entries.keys()) {
    view = applyThread(view, server.get(`/conversations/${c}`, {}) as ThreadAnswer);
  }
  return view;
};

describe('applyEvents', () => {
  it('makes of an old snapshot and its events the fresh snapshot, also when events are doubled', () => {
    fc.assert(
      fc.property(acts, acts, fc.boolean(), (before, after, isDoubled) => {
        const server = createFakeServer();
        for (const c of ['c1', 'c2', 'c3']) server.buyerWrites(c, '在吗');
        before.forEach((act, index) => run(server, act, index));
        const old = snapshotOf(server);
        const from = server.feed.length;
        after.forEach((act, index) => run(server, act, 100 + index));
        const events = server.feed.slice(from);
        const told = isDoubled ? events.flatMap((event) => [event, event]) : events;
        const fresh = snapshotOf(server);
        expect(facts(applyEvents(old, told, fresh.n))).toEqual(facts(fresh));
        expect(facts(events.reduce(applyEvent, old))).toEqual(facts(fresh));
      }),
      { numRuns: 60 },
    );
  });

  it('keeps what was told while the first page of a conversation was on its way', () => {
    const server = createFakeServer();
    for (let index = 0; index < 60; index++) server.buyerWrites('c1', `第${index}句`);
    let view = openThread(fromSnapshot(server.snapshot()), 'c1');
    const page = server.get('/conversations/c1', {}) as ThreadAnswer;
    const from = server.feed.length;
    server.buyerWrites('c1', '还在吗');
    server.recall('c1', 60);
    view = applyEvents(view, server.feed.slice(from), page.n + 2);
    view = applyThread(view, page);
    const seqs = view.threads.get('c1')?.messages.map((told) => told.message.seq);
    expect(seqs).toEqual(Array.from({ length: 51 }, (_, index) => index + 11));
    expect(view.threads.get('c1')?.messages.find((told) => told.message.seq === 60)?.message.recalled).toBe(true);
  });

  it('marks a hole instead of showing a record with one', () => {
    const server = createFakeServer();
    server.buyerWrites('c1', '一');
    const view = snapshotOf(server);
    server.buyerWrites('c1', '二');
    server.buyerWrites('c1', '三');
    const after = applyEvents(view, server.feed.slice(-1), view.n + 2);
    expect(after.threads.get('c1')?.hasHole).toBe(true);
    expect(after.threads.get('c1')?.messages).toHaveLength(1);
  });

  it('forgets a conversation that is no longer mine to see', () => {
    const server = createFakeServer();
    server.buyerWrites('c1', '一');
    const view = applyEvent(snapshotOf(server), { n: 99, k: 'gone', c: 'c1' });
    expect(view.entries.has('c1')).toBe(false);
  });
});
