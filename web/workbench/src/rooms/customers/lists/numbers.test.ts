import { expect, it } from 'vitest';
import { percent } from './numbers';

it('writes rates without a float', () => {
  expect([percent(null), percent(0), percent(4005), percent(10000)]).toEqual(['—', '0.00%', '40.05%', '100.00%']);
});
