import { expect, it } from 'vitest';
import { askedOf } from './asked';
import type { Message } from './wire';

const line = (sender: Message['sender'], text: string, more: Partial<Message> = {}) => ({
  sender,
  text,
  kind: 'text' as const,
  recalled: false,
  ...more,
});

it('takes the newest lines of the buyer that stand together', () => {
  expect(askedOf([])).toBe('');
  expect(askedOf([line('agent', '您好')])).toBe('');
  expect(
    askedOf([line('buyer', '在吗'), line('agent', '在的'), line('buyer', '包邮吗'), line('buyer', '能开发票吗')]),
  ).toBe('包邮吗\n能开发票吗');
  expect(askedOf([line('buyer', '能开发票吗'), line('agent', '可以的')])).toBe('能开发票吗');
});

it('leaves out what is no word of the buyer, and keeps five at most', () => {
  expect(
    askedOf([
      line('buyer', '退吗', { recalled: true }),
      line('buyer', 'x', { kind: 'image' }),
      line('buyer', '有货吗'),
    ]),
  ).toBe('有货吗');
  expect(askedOf(['1', '2', '3', '4', '5', '6', '7'].map((text) => line('buyer', text)))).toBe('3\n4\n5\n6\n7');
});
