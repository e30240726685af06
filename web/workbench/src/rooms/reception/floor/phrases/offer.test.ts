import { expect, test } from 'vitest';
import { standingOf, whyNot } from './offer';
import type { BoundOffer } from './wire';

const zone = 'Asia/Shanghai';
const offer = (over: Partial<BoundOffer>): BoundOffer => ({
  id: '1',
  name: '八折',
  standing: 'open',
  from: '2026-11-10T16:00:00Z',
  to: '2026-11-20T16:00:00Z',
  ...over,
});
const at = (text: string) => Date.parse(text);

test.each([
  ['before it begins', offer({}), '2026-11-10T15:59:59Z', 'startsOn', '2026-11-11'],
  ['after its last midnight it ended yesterday', offer({}), '2026-11-20T16:00:00Z', 'endedYesterday', '2026-11-20'],
  ['ended at noon', offer({ to: '2026-11-20T04:00:00Z' }), '2026-11-20T05:00:00Z', 'endedToday', '2026-11-20'],
  ['ended days ago', offer({}), '2026-11-25T05:00:00Z', 'endedOn', '2026-11-20'],
  ['no gift is left', offer({ standing: 'gift-gone' }), '2026-11-15T00:00:00Z', 'giftGone', ''],
  ['withdrawn', offer({ standing: 'gone', from: null, to: null }), '2026-11-15T00:00:00Z', 'offerGone', ''],
])('%s', (_, one, now, key, day) => expect(whyNot(one, at(now), zone)).toEqual({ key, day }));

test('while it runs it is offered, also when it was read before it began', () => {
  expect(whyNot(offer({ standing: 'coming' }), at('2026-11-11T00:00:00Z'), zone)).toBeNull();
  expect(standingOf(offer({}), at('2026-11-20T15:59:59Z'))).toBe('open');
});
