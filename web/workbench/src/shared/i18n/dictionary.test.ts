import { afterEach, describe, expect, it, vi } from 'vitest';
import { dictionary, wordsReady } from './dictionary';
import { language } from './language';

describe('dictionary', () => {
  afterEach(() => language.set('zh-CN'));
  const fetchEnglish = vi.fn(() => Promise.resolve({ wait: 'Waited {minutes} min', hello: 'Hello' }));
  const { text } = dictionary({ wait: '等了 {minutes} 分钟', hello: '您好' } as const, fetchEnglish);

  it('speaks Chinese first, fills the places and fetches nothing for it', async () => {
    await wordsReady();
    expect(text('wait', { minutes: 3 })).toBe('等了 3 分钟');
    expect(fetchEnglish).not.toHaveBeenCalled();
  });

  it('speaks English after the switch, as soon as it has come', async () => {
    language.set('en');
    expect(text('hello')).toBe('您好');
    await wordsReady();
    expect(text('wait', { minutes: 3 })).toBe('Waited 3 min');
    expect(text('hello')).toBe('Hello');
    language.set('zh-CN');
    language.set('en');
    expect(text('hello')).toBe('Hello');
    expect(fetchEnglish).toHaveBeenCalledTimes(1);
  });

  it('says one thing and several things in English', async () => {
    const later = dictionary({ found: '{n} 单，{m} 天' } as const, () =>
      Promise.resolve({ found: '{n|order is|orders are} found in {m|day|days}' }),
    );
    expect(later.text('found', { n: 1, m: 2 })).toBe('1 单，2 天');
    language.set('en');
    await wordsReady();
    expect(later.text('found', { n: 1, m: 2 })).toBe('1 order is found in 2 days');
    expect(later.text('found', { n: '0', m: '1' })).toBe('0 orders are found in 1 day');
  });

  it('waits for the English of what is loaded later', async () => {
    language.set('en');
    const later = dictionary({ bye: '再见' } as const, () => Promise.resolve({ bye: 'Goodbye' }));
    await wordsReady();
    expect(later.text('bye')).toBe('Goodbye');
  });
});
