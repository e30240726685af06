import { useEffect } from 'react';
import { useMay } from '@/shared/session';
import { setBadge } from '@/shared/ui/badges';
import { useBuyerNotices } from './notices';

/** Unseen changes of customers with whom the reader has something open, beside the entry of the rail. */
export const BuyerBadge = () => (useMay('shop.buyer.read') ? <Count /> : null);

const Count = () => {
  const count = useBuyerNotices().data?.notices.length ?? 0;
  useEffect(() => setBadge('/customers', count), [count]);
  return null;
};
