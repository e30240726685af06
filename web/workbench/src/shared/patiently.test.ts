import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { patiently } from './patiently';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('comes when the network does, however long that takes', async () => {
  let isAway = true;
  const load = vi.fn(() => (isAway ? Promise.reject(new Error('away')) : Promise.resolve('here')));
  const piece = patiently(load);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(load.mock.calls.length).toBeGreaterThan(10);
  isAway = false;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await piece).toBe('here');
});
