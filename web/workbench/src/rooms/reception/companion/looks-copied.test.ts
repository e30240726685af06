import { describe, expect, it } from 'vitest';
import { looksCopied } from './looks-copied';

describe('a talk that was copied out of a chat window', () => {
  it.each([
    'tb_a 2026-11-23 10:01:22\n有发票吗',
    '山月旗舰店:小林 (2026-11-23 10:01:22):\n有的',
    'A --> B 2026-11-23 10:01:22\n在吗',
  ])('is known by its heads: %s', (text) => expect(looksCopied(text)).toBe(true));

  it.each(['有发票吗', '2026-11-23 发货\n谢谢', '我们 10:01 发\n好的', '', 'tb_a 2026-11-23 10:01:22'])(
    'is no answer: %s',
    (text) => expect(looksCopied(text)).toBe(false),
  );
});
