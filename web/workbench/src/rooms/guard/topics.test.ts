import { expect, it } from 'vitest';
import { liveWords } from './live-words';
import { text } from './text';
import { inOrder, type Live, type TopicPolicy } from './topic-wire';

const policy = (fitting: number | null): TopicPolicy => ({
  id: 'p',
  key: 'invoice',
  version: 1,
  topic: '发票',
  title: '发票',
  text: '',
  answers: [0, 1, 2].map((number) => ({
    number,
    case: `${number}`,
    answer: '',
    promotion: null,
    isOpen: true,
    why: null,
  })),
  fitting,
  facts: {},
  notToSay: [],
  scope: { kind: 'all', targets: [] },
  since: '2026-10-01T00:00:00Z',
  until: null,
});

const fact = (kind: Live['kind'], more: Partial<Live>): Live => ({
  kind,
  value: null,
  text: null,
  amount: null,
  courier: null,
  until: null,
  from: null,
  ...more,
});

it('puts the answer that fits first and keeps the others in order', () => {
  expect(inOrder(policy(2)).map((one) => one.number)).toEqual([2, 0, 1]);
  expect(inOrder(policy(null)).map((one) => one.number)).toEqual([0, 1, 2]);
});

it('says the facts of the moment in words', () => {
  expect(liveWords(text, fact('postage', { value: 'no' }))).toBe('不包邮');
  expect(liveWords(text, fact('stock', { value: '12' }))).toBe('库存 12');
  expect(liveWords(text, fact('delivery', { value: '7-9天', text: '新疆', courier: '邮政', amount: 2000 }))).toBe(
    '新疆：7-9天，邮政，加收 ¥20.00',
  );
  expect(liveWords(text, fact('delivery', { value: 'no', text: '台湾' }))).toBe('台湾：不发');
});

it('says whence a region is known that nobody named', () => {
  const words = (more: Partial<Live>) => liveWords(text, fact('delivery', { text: '新疆', value: '7天', ...more }));
  expect(words({})).toBe('新疆：7天');
  expect(words({ from: 'order' })).toBe('新疆（最近订单）：7天');
  expect(words({ from: 'record', value: 'no' })).toBe('新疆（客户资料）：不发');
});
