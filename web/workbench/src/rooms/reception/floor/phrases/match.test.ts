import { describe, expect, it } from 'vitest';
import { fill, openPlaces, phraseAt } from './fill';
import { find, fit } from './match';
import type { Phrase } from './wire';

const phrase = (over: Partial<Phrase>): Phrase => ({
  id: '1',
  level: 'shop',
  team: null,
  owner: 'p',
  ownerName: null,
  group: '快递',
  code: 'fh',
  title: '什么时候发货',
  text: '{买家}您好，今天发',
  reviewOn: null,
  expiresOn: null,
  isExpired: false,
  isDue: false,
  isUnused: false,
  sound: 'shen/shi me/mo/ma/yao shi hou fa huo',
  uses: 0,
  lastUsedAt: null,
  version: 1,
  changedBy: null,
  changedAt: '2026-01-01T00:00:00Z',
  mayEdit: true,
  guardReason: null,
  guard: null,
  promotion: null,
  offer: null,
  ...over,
});

describe('a phrase is found', () => {
  it.each([
    ['fh', true],
    ['FH', true],
    ['发货', true],
    ['shenme', true],
    ['smshfh', true],
    ['shmsh', true],
    ['fahuo', true],
    ['shimo', true],
    ['今天', true],
    ['快递', true],
    ['fahuox', false],
    ['hfh', true],
    ['xf', false],
    ['退货', false],
  ])('by %s: %s', (typed, is) => expect(fit(phrase({}), typed) > 0).toBe(is));

  it('best first: code, question, sound, words; own before shared', () => {
    const byCode = phrase({ id: 'code', code: 'fahuo', title: '一', sound: 'yi', text: '甲' });
    const bySound = phrase({ id: 'sound', code: null });
    const own = phrase({ id: 'own', code: null, level: 'own' });
    const none = phrase({ id: 'none', code: null, title: '二', sound: 'er', text: '乙' });
    expect(find([none, bySound, byCode, own], 'fahuo').map((one) => one.id)).toEqual(['code', 'own', 'sound']);
  });
});

describe('places', () => {
  const names = new Set(['买家', '单号']);

  it('are filled when known and stay open when not', () => {
    const text = fill('{买家}您好，单号 {单号}', { 买家: '小王', 单号: ' ' });
    expect(text).toBe('小王您好，单号 {单号}');
    expect(openPlaces(text, names)).toEqual([{ name: '单号', from: 8, to: 12 }]);
  });

  it('of other names are somebody’s own braces', () => expect(openPlaces('{x} {1,2}', names)).toEqual([]));
});

describe('a slash', () => {
  it.each([
    ['/', 1, { from: 0, words: '' }],
    ['/fh', 3, { from: 0, words: 'fh' }],
    ['好的 /发', 5, { from: 3, words: '发' }],
    ['第一行\n/x', 6, { from: 4, words: 'x' }],
    ['https://a', 9, null],
    ['2/3', 3, null],
    ['/fh 好', 5, null],
  ])('in %j at %i', (text, caret, found) => expect(phraseAt(text, caret)).toEqual(found));
});
