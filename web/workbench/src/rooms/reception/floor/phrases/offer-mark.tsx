import { Tag } from 'antd';
import { useZone } from '@/shared/time/use-zone';
import { whyNot } from './offer';
import { usePhraseText } from './text';
import type { BoundOffer } from './wire';

/** The promotion a phrase tells of; grey and with the reason when it is not to be offered. */
export const OfferMark = ({ offer, now }: { offer: BoundOffer; now: number }) => {
  const t = usePhraseText();
  const why = whyNot(offer, now, useZone());
  return (
    <Tag {...(why === null ? { color: 'processing' } : {})}>
      {offer.name}
      {why !== null && ` · ${t(why.key, { day: why.day })}`}
    </Tag>
  );
};
