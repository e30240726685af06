import { isText, remembered } from '@/shared/store/remembered';

type Kept = { shop: string; account: string; buyer: string };

const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' &&
  value !== null &&
  isText((value as Kept).shop) &&
  isText((value as Kept).account) &&
  isText((value as Kept).buyer);

/** Shop, platform account and buyer the window was with last: it opens there again. */
export const companionTalk = remembered<Kept>('companion.talk', { shop: '', account: '', buyer: '' }, isKept);

const areNames = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText);

/** Names under which this person speaks on platforms, as they told the window. */
export const ownNames = remembered<readonly string[]>('companion.own', [], areNames);
