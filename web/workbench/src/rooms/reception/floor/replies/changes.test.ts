import { describe, expect, it } from 'vitest';
import { changesOf, linesOf } from './changes';
import type { Reply } from './wire';

const reply: Reply = { key: 'busy', isOn: true, text: '请稍等', afterSeconds: 60, fontSize: null, colours: [] };
const at = (name: string) => ['reception', 'automatic_reply', 'busy', name];

describe('changes of an automatic reply', () => {
  it('writes nothing for what stayed', () => expect(changesOf(reply, { ...reply, text: ' 请稍等\n' })).toEqual([]));

  it.each([
    [{ isOn: false }, { path: at('enabled'), value: false }],
    [{ text: '一\n二' }, { path: at('text'), value: '一\n二' }],
    [{ afterSeconds: 90 }, { path: at('after'), value: '90 s' }],
    [{ fontSize: 10 }, { path: at('font_size'), value: 10 }],
    [{ colours: ['红', '蓝'] }, { path: at('colours'), value: ['红', '蓝'] }],
    [{ text: ' ' }, { path: at('text'), value: undefined }],
  ])('writes %j', (change, written) => expect(changesOf(reply, { ...reply, ...change })).toEqual([written]));

  it.each([
    ['', 0],
    ['一', 1],
    ['一\n\n三\n', 3],
  ])('counts the lines of %j', (text, lines) => expect(linesOf(text)).toBe(lines));
});
