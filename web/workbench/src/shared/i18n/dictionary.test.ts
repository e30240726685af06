import { afterEach, describe, expect, it } from 'vitest';
import { dictionary } from './dictionary';
import { language } from './language';

describe('dictionary', () => {
  afterEach(() => language.set('zh-CN'));
  const { text } = dictionary({ wait: '等了 {minutes} 分钟', hello: '您好' } as const, {
    wait: 'Waited {minutes} min',
    hello: 'Hello',
  });

  it('speaks Chinese first and fills the places', () => {
    expect(text('wait', { minutes: 3 })).toBe('等了 3 分钟');
  });

  it('speaks English after the switch', () => {
    language.set('en');
    expect(text('wait', { minutes: 3 })).toBe('Waited 3 min');
    expect(text('hello')).toBe('Hello');
  });
});
