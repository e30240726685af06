import { describe, expect, it } from 'vitest';
import { clipped, parts } from './marked';

describe('parts', () => {
  it('cuts a text at what was found', () => {
    expect(
      parts('满99包邮，包邮', [
        [3, 2],
        [6, 2],
      ]),
    ).toEqual([
      { text: '满99', isFound: false },
      { text: '包邮', isFound: true },
      { text: '，', isFound: false },
      { text: '包邮', isFound: true },
    ]);
  });

  it('leaves a text without anything found as it is', () => {
    expect(parts('你好', [])).toEqual([{ text: '你好', isFound: false }]);
  });
});

describe('clipped', () => {
  it('keeps a short text', () => {
    expect(clipped('今天发货', [[2, 2]])).toEqual({ text: '今天发货', found: [[2, 2]] });
  });

  it('begins a long text shortly before the first place and keeps characters whole', () => {
    const text = `${'😀'.repeat(60)}今天发货吗${'好'.repeat(200)}`;
    const { text: shown, found } = clipped(text, [[122, 2]]);
    expect(shown.startsWith('…😀')).toBe(true);
    expect(shown.slice(found[0]![0], found[0]![0] + found[0]![1])).toBe('发货');
    expect(shown.length).toBeLessThan(170);
    expect(shown.endsWith('…')).toBe(true);
  });
});
