import { describe, expect, it } from 'vitest';
import { gravest, piecesOf, rewritten, shifted, withDraft } from './marks';
import type { Hit, Level } from './wire';

const hit = (start: number, text: string, level: Level = 'confirm', replacement: string | null = null): Hit => ({
  rule: 'r',
  kind: 'words',
  name: '规则',
  level,
  start,
  length: text.length,
  text,
  reason: '',
  suggestion: null,
  replacement,
});

describe('marks of the guard', () => {
  it('cuts the text at the marks and shows the gravest where they overlap', () => {
    expect(piecesOf('这个不行啊', [hit(2, '不行'), hit(3, '行', 'block')])).toEqual([
      { text: '这个', level: null },
      { text: '不', level: 'confirm' },
      { text: '行', level: 'block' },
      { text: '啊', level: null },
    ]);
  });

  it('joins to the text again, whatever the hits', () => {
    for (const hits of [[], [hit(0, '不')], [hit(9, '外面')], [hit(4, '行啊呀')]]) {
      expect(
        piecesOf('你好，不行啊', hits)
          .map((piece) => piece.text)
          .join(''),
      ).toBe('你好，不行啊');
    }
  });

  it('keeps marks on their characters while more is typed, and drops those that were changed', () => {
    const hits = [hit(2, '不行')];
    expect(shifted(hits, '这个不行', '这个不行的')[0]?.start).toBe(2);
    expect(shifted(hits, '这个不行', '您这个不行')[0]?.start).toBe(3);
    expect(shifted(hits, '这个不行', '这个不太行')).toEqual([]);
    expect(shifted(hits, '这个不行', '')).toEqual([]);
  });

  it('takes the whole rewrite, else other words for the gravest hit', () => {
    const verdict = { verdict: 'confirm' as const, needs: 'needs-reason' as const, rewrite: null };
    expect(rewritten('不行', { ...verdict, hits: [], rewrite: '无法帮到您' })).toEqual({
      text: '无法帮到您',
      left: [],
    });
    const one = { ...verdict, hits: [hit(1, '不行', 'confirm', '无法帮到您')] };
    expect(rewritten('这不行', one)).toEqual({ text: '这无法帮到您', left: [] });
    expect(rewritten('这不行', { ...verdict, hits: [hit(1, '不行')] })).toBeNull();
    expect(rewritten('改过了', { ...verdict, hits: [hit(1, '不行', 'confirm', '无法')] })).toBeNull();
  });

  it('replaces all that has other words, and tells what rings all the same', () => {
    const block = hit(0, '加微信', 'block');
    const hits = [block, hit(4, '你', 'hint', '您'), hit(5, '不行', 'confirm', '无法'), hit(6, '行', 'hint', '可以')];
    const verdict = { verdict: 'block' as const, needs: 'shut' as const, rewrite: null, hits };
    expect(rewritten('加微信，你不行', verdict)).toEqual({ text: '加微信，您无法', left: [block] });
    expect(rewritten('加微信', { ...verdict, hits: [block] })).toBeNull();
    expect(rewritten('你', { ...verdict, hits: [hit(0, '你', 'hint', '你')] })).toBeNull();
  });

  it('speaks of the gravest hit, of equal ones the first', () => {
    expect(gravest([hit(0, 'a', 'hint'), hit(1, 'b', 'block'), hit(2, 'c', 'block')])?.text).toBe('b');
    expect(gravest([])).toBeNull();
  });

  it('remembers a draft once while it grows', () => {
    expect(withDraft(['这个不'], '这个不行')).toEqual(['这个不行']);
    expect(withDraft(['蠢货'], '这个不行')).toEqual(['蠢货', '这个不行']);
    expect(['1', '2', '3', '4', '5', '6'].reduce<readonly string[]>(withDraft, [])).toEqual(['2', '3', '4', '5', '6']);
  });
});
