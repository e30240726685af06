import type { text } from './text';
import type { Kind, Terms } from './wire';

type Say = typeof text;

export const kinds: readonly Kind[] = ['discount', 'amount-off', 'price', 'gift', 'bundle', 'coupon', 'points'];

const plain = (yuan: string | null) => (yuan ?? '').replace(/\.00$/, '');

/** `0.85` as 8.5 (折), without floating-point tails. */
export const tenths = (rate: string | null): string => {
  const match = /^0?\.(\d{1,4})$/.exec(rate ?? '');
  if (match === null) return rate ?? '';
  const digits = (match[1] ?? '').padEnd(2, '0');
  return `${digits.slice(0, 1)}.${digits.slice(1)}`.replace(/\.?0+$/, '');
};

export const percent = (rate: string | null): string => {
  const match = /^(\d?)\.?(\d{0,4})$/.exec(rate ?? '');
  if (match === null) return rate ?? '';
  const digits = (match[2] ?? '').padEnd(2, '0');
  const whole = `${match[1] ?? ''}${digits.slice(0, 2)}`.replace(/^0+(?=\d)/, '');
  const rest = digits.slice(2).replace(/0+$/, '');
  return rest === '' ? whole : `${whole}.${rest}`;
};

/** What a promotion gives, in a few words of the shop. */
export const termsWords = (t: Say, terms: Terms): string => {
  const amount = plain(terms.amount);
  const from = terms.minimum === null ? '' : t('fromMinimum', { n: plain(terms.minimum) });
  switch (terms.kind) {
    case 'discount':
      return from + t('saysDiscount', { n: tenths(terms.rate) });
    case 'amount-off':
      return terms.minimum === null
        ? t('saysOff', { n: amount })
        : t('saysFullOff', { m: plain(terms.minimum), n: amount });
    case 'price':
      return from + t('saysPrice', { n: amount });
    case 'gift':
      return from + t('saysGift', { gift: terms.gift ?? '' });
    case 'bundle':
      return t('saysBundle', { n: amount });
    case 'coupon':
      return (
        t('saysCoupon', { n: amount }) +
        from +
        (terms.perOrder === null ? '' : t('saysPerOrder', { n: terms.perOrder }))
      );
    case 'points':
      return (
        from +
        t('saysPoints', { n: percent(terms.rate) }) +
        (terms.validDays === null ? '' : t('saysValid', { n: terms.validDays }))
      );
  }
};
