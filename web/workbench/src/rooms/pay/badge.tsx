import { useEffect } from 'react';
import { useMay } from '@/shared/session';
import { setBadge } from '@/shared/ui/badges';
import { useBadge } from './use-pay';

/** Shows nothing in the top line: it keeps the count beside the entry of the rail. */
export const PayBadge = () => {
  const badge = useBadge(useMay('pay.slip.read')).data;
  const count = badge === undefined ? 0 : badge.toDecide + badge.answered + badge.toConfirm;
  useEffect(() => setBadge('/pay', count), [count]);
  return null;
};
