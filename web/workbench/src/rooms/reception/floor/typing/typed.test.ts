import { expect, it } from 'vitest';
import { afterInput, counted, reached, untouched } from './typed';

it('counts no blanks, and full and half width as the same', () => {
  expect(counted('您好，\n A１ b')).toBe('您好,A1b');
});

it('starts the clock with the first key and counts what got shorter', () => {
  const first = afterInput(untouched, '', '您', 1000);
  const second = afterInput(first, '您', '您好', 2000);
  const third = afterInput(second, '您好', '您', 3000);
  expect(third).toEqual({ startedAt: 1000, corrections: 1, pasted: 0 });
});

it('says how far the shown text stands right', () => {
  expect(reached('您好，请问', '')).toBe(0);
  expect(reached('您好，请问', '您好,')).toBe(3);
  expect(reached('您好，\n请问', '您好,请')).toBe(5);
  expect(reached('您好，请问', '您号')).toBe(1);
  expect(reached('您好', '您好啊')).toBe(2);
});
