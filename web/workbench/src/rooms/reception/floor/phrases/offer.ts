import { dayKey } from '@/shared/time/format';
import type { BoundOffer, OfferStanding } from './wire';

/** As it stands now: what began or ended since it was read has done so. */
export const standingOf = (offer: BoundOffer, now: number): OfferStanding => {
  if (offer.standing === 'gone' || offer.from === null || offer.to === null) return 'gone';
  if (now < Date.parse(offer.from)) return 'coming';
  if (now >= Date.parse(offer.to)) return 'ended';
  return offer.standing === 'gift-gone' ? 'gift-gone' : 'open';
};

const dayMs = 86_400_000;

/** Why it is not to be offered: the words' key and the day they name; null = it is open. */
export const whyNot = (
  offer: BoundOffer,
  now: number,
  zone: string,
): { key: 'endedToday' | 'endedYesterday' | 'endedOn' | 'startsOn' | 'giftGone' | 'offerGone'; day: string } | null => {
  const standing = standingOf(offer, now);
  if (standing === 'open') return null;
  if (standing === 'gone') return { key: 'offerGone', day: '' };
  if (standing === 'gift-gone') return { key: 'giftGone', day: '' };
  if (standing === 'coming') return { key: 'startsOn', day: dayKey(offer.from ?? '', zone) };
  // Its end is the first instant that it does not hold: midnight belongs to the day before.
  const last = dayKey(Date.parse(offer.to ?? '') - 1, zone);
  if (last === dayKey(now, zone)) return { key: 'endedToday', day: last };
  return { key: last === dayKey(now - dayMs, zone) ? 'endedYesterday' : 'endedOn', day: last };
};
