import { expect, test } from 'vitest';
import { usableOf } from './usable';
import type { Phrase } from './wire';

const phrase = (level: 'confirm' | 'block', rewrite: string | null) =>
  ({
    text: '加微信号',
    offer: null,
    guard: { mark: { level, hits: [], rewrite }, book: 'b', bookVersion: 2, since: '' },
  }) as unknown as Phrase;

const now = Date.parse('2026-11-23T00:00:00Z');
const over = {
  id: '1',
  name: '八折',
  standing: 'ended',
  from: '2026-11-01T00:00:00Z',
  to: '2026-11-22T00:00:00Z',
} as const;

test.each([
  ['what asks for a reason is laid in as it is', phrase('confirm', '换个说法'), '加微信号'],
  ['what is blocked comes in the words of the book', phrase('block', '说明书在包裹里'), '说明书在包裹里'],
  ['what is blocked without other words stays out', phrase('block', null), undefined],
  ['what tells of a promotion that is over stays out', { ...phrase('confirm', null), offer: over }, undefined],
  ['what the guard lets pass is laid in', { ...phrase('block', null), guard: null }, '加微信号'],
])('%s', (_, given, text) => expect(usableOf(given, now)?.text).toBe(text));
