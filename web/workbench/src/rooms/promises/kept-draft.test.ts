import { beforeEach, expect, test, vi } from 'vitest';
import { keepDraft, readDraft } from './kept-draft';

const shelf = new Map<string, string>();
beforeEach(() => {
  shelf.clear();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => shelf.get(key) ?? null,
    setItem: (key: string, value: string) => void shelf.set(key, value),
    removeItem: (key: string) => void shelf.delete(key),
  });
});

test('a draft comes back at its place and nowhere else, until it is forgotten', () => {
  keepDraft('a', { what: '明天下午发货', told: true });
  expect(readDraft('a')).toEqual({ what: '明天下午发货', told: true });
  expect(readDraft('b')).toBeNull();
  keepDraft('a', null);
  expect(readDraft('a')).toBeNull();
});

test('what cannot be read or stored is no draft and no error', () => {
  shelf.set('zg.promise.draft.a', '{broken');
  expect(readDraft('a')).toBeNull();
  vi.stubGlobal('sessionStorage', undefined);
  expect(readDraft('a')).toBeNull();
  keepDraft('a', { what: 'x' });
});
