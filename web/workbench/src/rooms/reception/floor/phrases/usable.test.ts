import { expect, test } from 'vitest';
import { usableOf } from './usable';
import type { Phrase } from './wire';

const phrase = (level: 'confirm' | 'block', rewrite: string | null) =>
  ({ text: '加微信号', guard: { mark: { level, hits: [], rewrite }, book: 'b', bookVersion: 2, since: '' } }) as unknown as Phrase;

test.each([
  ['what asks for a reason is laid in as it is', phrase('confirm', '换个说法'), '加微信号'],
  ['what is blocked comes in the words of the book', phrase('block', '说明书在包裹里'), '说明书在包裹里'],
  ['what is blocked without other words stays out', phrase('block', null), undefined],
  ['what the guard lets pass is laid in', { ...phrase('block', null), guard: null }, '加微信号'],
])('%s', (_, given, text) => expect(usableOf(given)?.text).toBe(text));
