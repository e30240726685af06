import { Segmented } from 'antd';
import { useState } from 'react';
import { useMay } from '@/shared/session';
import { Page, Section } from '@/shared/ui/page';
import { LoadFailed, Loading, State } from '@/shared/ui/states';
import { ClaimCard } from './claim-card';
import { RoomTabs } from './room-tabs';
import { useCreditText } from './text';
import { useClaims } from './use-credit';

/** What agents say about the credit of orders: work for those who decide, the answers for those who asked. */
export const ClaimsPage = () => {
  const t = useCreditText();
  const mayDecide = useMay('orders.credit.decide');
  const [open, setOpen] = useState(true);
  const list = useClaims(open && mayDecide);
  return (
    <Page title={t('claims')}>
      <RoomTabs />
      {mayDecide && (
        <Segmented
          value={open ? 'open' : 'all'}
          onChange={(value) => setOpen(value === 'open')}
          options={[
            { value: 'open', label: t('openClaims') },
            { value: 'all', label: t('allClaims') },
          ]}
        />
      )}
      {list.isPending && <Loading />}
      {list.isError && <LoadFailed error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && list.data.claims.length === 0 && (
        <State
          title={t(mayDecide ? 'noClaims' : 'noOwnClaims')}
          text={t(mayDecide ? 'noClaimsText' : 'noOwnClaimsText')}
        />
      )}
      {(list.data?.claims ?? []).length > 0 && (
        <Section>
          {list.data?.claims.map((claim) => (
            <ClaimCard key={claim.id} claim={claim} withOrder />
          ))}
        </Section>
      )}
    </Page>
  );
};
