import { expect, it } from 'vitest';
import { hasQueue, isOnPlatform, platforms } from './platforms';

it('puts nothing into the queue in which nobody waits', () => {
  expect(['web', 'wechat', 'qq', 'email', 'shop-chat'].map((channelKind) => hasQueue({ channelKind }))).toEqual(
    Array(5).fill(true),
  );
  expect(['telephone', 'visit', ...platforms].some((channelKind) => hasQueue({ channelKind }))).toBe(false);
  expect(isOnPlatform({ channelKind: 'telephone' })).toBe(false);
});
