import { describe, expect, it } from 'vitest';
import { backoffMs } from '../src/core/backoff';
import { newId } from '../src/core/ids';
import { safeHref, textParts } from '../src/core/links';
import { Outbox, memoryStore } from '../src/core/outbox';
import { applyEvents, emptyView, putMessage, unreadCount } from '../src/core/view';
import type { FeedEvent, Head, Message } from '../src/core/wire';
import { en } from '../src/language/en';
import { chooseLocale } from '../src/language/words';
import { zhCN } from '../src/language/zh-CN';
import { colourPair } from '../src/ui/format';

const message = (seq: number, text = `${seq}`, c = 'c1'): Message => ({ c, seq, kind: 'text', sender: 'agent', at: `2026-11-22T00:00:${String(seq).padStart(2, '0')}.000Z`, text });
const head: Head = { id: 'c1', state: 'open', lastSeq: 9, agentReadSeq: 0 };
const told = (n: number, seq: number): FeedEvent => ({ n, k: 'message', head, message: message(seq) });

describe('view', () => {
  it('applies a stretch once, however often it comes', () => {
    const once = applyEvents(emptyView, 0, 2, [told(1, 1), told(2, 2)]).view;
    expect(applyEvents(once, 0, 2, [told(1, 1), told(2, 2)]).view).toEqual(once);
    expect(once.messages.map((m) => m.seq)).toEqual([1, 2]);
  });

  it('takes the new part of an overlapping stretch and sees a gap', () => {
    const once = applyEvents(emptyView, 0, 2, [told(1, 1), told(2, 2)]).view;
    expect(applyEvents(once, 1, 3, [told(2, 2), told(3, 3)]).view.messages).toHaveLength(3);
    expect(applyEvents(once, 3, 4, [told(4, 4)])).toEqual({ view: once, missed: true });
  });

  it('puts late messages in their place and replaces what was recalled', () => {
    const list = [message(1), message(3)].reduce(putMessage, [] as Message[]);
    expect(putMessage(list, message(2)).map((m) => m.seq)).toEqual([1, 2, 3]);
    expect(putMessage(list, { ...message(3), recalled: true }).filter((m) => m.recalled)).toHaveLength(1);
  });

  it('counts unread only what the shop wrote', () => {
    const view = { ...emptyView, head, messages: [message(1), { ...message(2), sender: 'buyer' as const }, message(3), { ...message(4), recalled: true }] };
    expect(unreadCount(view, 0)).toBe(2);
    expect(unreadCount(view, 3)).toBe(0);
  });
});

describe('links', () => {
  it('leads only to the web', () => {
    expect(safeHref('https://a.cn/x')).toBe('https://a.cn/x');
    for (const bad of ['javascript:alert(1)', 'data:text/html,x', 'https://user:pass@a.cn', '//a.cn', 'JaVaScRiPt:alert(1)', '', null]) {
      expect(safeHref(bad)).toBeNull();
    }
  });

  it('keeps every character and stops at Chinese punctuation', () => {
    for (const text of ['看 https://a.cn/b，好吗', 'http://x', '没有链接', '<script>https://a.cn</script>', 'https://a.cn.']) {
      expect(textParts(text).map((p) => p.text).join('')).toBe(text);
    }

    expect(textParts('看https://a.cn/b，好吗')[1]).toEqual({ text: 'https://a.cn/b', href: 'https://a.cn/b' });
  });
});

describe('small parts', () => {
  it('makes version-7 ids that carry the time', () => {
    const id = newId(0x0199_aabb_ccdd, () => 0.999);
    expect(id).toMatch(/^0199aabb-ccdd-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('waits longer each time, never longer than half a minute', () => {
    expect(backoffMs(1, () => 0)).toBe(250);
    expect(backoffMs(3, () => 1)).toBe(2000);
    expect(backoffMs(1000, () => 1)).toBe(30_000);
  });

  it('reads past damaged entries of the outbox', () => {
    const store = memoryStore();
    const box = new Outbox(store, 'o:');
    store.set('o:1', '{broken');
    box.put({ id: '2', kind: 'text', text: 'x', at: 2, state: 'waiting' });
    expect(box.list().map((o) => o.id)).toEqual(['2']);
  });

  it('finds an ink that can be read on every colour', () => {
    expect(colourPair('#ffee00').ink).toBe('#111111');
    expect(colourPair('#123456').ink).toBe('#ffffff');
    expect(colourPair('red; background:url(x)').fill).toBe('#9a3412');
  });

  it('chooses the language: attribute, page, browser', () => {
    expect(chooseLocale('en', 'zh-CN', 'zh')).toBe('en');
    expect(chooseLocale(null, 'zh-Hans', 'en')).toBe('zh-CN');
    expect(chooseLocale(null, '', 'en-GB')).toBe('en');
    expect(chooseLocale(null, 'fr', 'de')).toBe('zh-CN');
  });

  it('says the same things in both languages, without exclamation marks', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zhCN).sort());
    expect(JSON.stringify([...Object.values(zhCN), ...Object.values(en)])).not.toMatch(/[!！]/);
  });
});
