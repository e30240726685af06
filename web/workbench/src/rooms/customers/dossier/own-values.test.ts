import { describe, expect, it } from 'vitest';
import type { Customer } from '../wire';
import { asSent, ownOf } from './own-values';

const field = (key: string, kind: 'text' | null, shown: string | null) => ({
  key,
  name: key,
  kind,
  value: { shown, hasMore: false },
});

const customer = {
  fields: [field('wall', 'text', '客厅'), field('style', 'text', null), field('自填', null, '怕辣')],
} as unknown as Customer;

describe('the own fields of a customer', () => {
  it('shows those of the shop, filled in or not', () => {
    expect(ownOf(customer).map((one) => one.key)).toEqual(['wall', 'style']);
  });

  it('sends back what was made up for this customer alone, so that it is not forgotten', () => {
    expect(asSent(customer, { wall: '卧室', style: '' })).toEqual({ wall: '卧室', style: '', 自填: '怕辣' });
  });
});
