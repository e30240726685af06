import { yuan } from '@/shared/time/format';
import type { Live } from './topic-wire';
import type { useText } from './text';

/** A fact of the moment in words. */
export const liveWords = (t: ReturnType<typeof useText>, fact: Live): string => {
  const yes = fact.value === 'yes';
  switch (fact.kind) {
    case 'postage':
      return t(yes ? 'freeShipping' : 'notFreeShipping');
    case 'return':
      return t(yes ? 'sevenDays' : 'noSevenDays');
    case 'discount':
      return t(yes ? 'discountable' : 'notDiscountable');
    case 'colour':
      return t(yes ? 'colourDiffers' : 'colourTrue');
    case 'brand':
      return t(yes ? 'ownBrand' : 'notOwnBrand');
    case 'stock':
      return t(fact.text === 'unlisted' ? 'stockUnlisted' : 'stock', { n: fact.value ?? '' });
    case 'price':
      return t('price', { price: yuan(fact.amount ?? 0) });
    case 'promotions':
      return t('promotion', { name: fact.value ?? '' });
    case 'delivery': {
      const named = fact.text ?? '';
      const region =
        fact.from === null ? named : t(fact.from === 'order' ? 'regionOfOrder' : 'regionOfRecord', { region: named });
      if (fact.value === 'no') return t('notReached', { region });
      const more = [
        fact.value === null ? null : t('days', { days: fact.value }),
        fact.courier,
        fact.amount === null || fact.amount === 0 ? null : t('surcharge', { price: yuan(fact.amount) }),
      ].filter((one) => one !== null);
      return t('way', { region, facts: more.join(t('between')) });
    }
  }
};
