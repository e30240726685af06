import { useEffect } from 'react';
import { useMay } from '@/shared/session';
import { setBadge } from '@/shared/ui/badges';
import { Notices } from './notices';
import { usePromiseCounts } from './use-promises';

/** Late ones and those due soon, beside the entry of the rail. */
export const PromiseBadge = () =>
  useMay('promises.promise.read') ? (
    <>
      <Count />
      <Notices />
    </>
  ) : null;

const Count = () => {
  const { data } = usePromiseCounts();
  const late = (data?.late ?? 0) + (data?.escalated ?? 0);
  const count = late + (data?.soon ?? 0);
  useEffect(() => setBadge('/promises', count, late > 0 ? 'alarm' : 'quiet'), [count, late]);
  return null;
};
