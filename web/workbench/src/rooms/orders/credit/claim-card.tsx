import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '@/shared/api/client';
import { sharedText } from '@/shared/i18n/shared-text';
import { useMay, useSession } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import { useZone } from '@/shared/time/use-zone';
import css from '../orders.module.css';
import { DecideDialog } from './decide-dialog';
import { useCreditText } from './text';
import { useCreditAct } from './use-credit';
import type { Claim } from './wire';

/** What somebody says about an order, and how it ended. Whoever may decide does it here. */
export const ClaimCard = ({ claim, withOrder = false }: { claim: Claim; withOrder?: boolean }) => {
  const t = useCreditText();
  const zone = useZone();
  const evidence = [
    ...(claim.buyerAccount === null ? [] : [t('otherAccount', { account: claim.buyerAccount })]),
    ...(claim.messages.length === 0 ? [] : [t('evidence', { items: claim.messages.join(sharedText('listMark')) })]),
  ];
  return (
    <div className={css['claim']} data-state={claim.state}>
      <div className={css['claimHead']}>
        <b>{t(`kind_${claim.kind}`)}</b>
        {withOrder && <Link to={`/orders/${encodeURIComponent(claim.orderId)}`}>{claim.orderId}</Link>}
        <span className={css['quiet']}>
          {t('claimBy', { name: claim.name ?? '—', at: fullMoment(claim.at, zone) })}
        </span>
        <span className={css['claimState']} data-state={claim.state}>
          {t(`state_${claim.state}`)}
        </span>
      </div>
      <p className={css['claimText']}>{claim.reason}</p>
      {evidence.length > 0 && <p className={css['quiet']}>{evidence.join(' · ')}</p>}
      {claim.answer !== null && (
        <p className={css['answer']}>{t('answer', { name: claim.endedByName ?? '—', answer: claim.answer })}</p>
      )}
      {claim.state === 'open' && <ClaimActs claim={claim} />}
    </div>
  );
};

const ClaimActs = ({ claim }: { claim: Claim }) => {
  const t = useCreditText();
  const { person } = useSession();
  const mayDecide = useMay('orders.credit.decide');
  const act = useCreditAct();
  const [asking, setAsking] = useState<'approve' | 'refuse' | null>(null);
  const isOwn = claim.by === person.id;
  const path = `/api/orders/claims/${claim.id}`;
  return (
    <div className={css['buttons']}>
      {isOwn && (
        <Button size="small" onClick={() => void act(() => api.post(`${path}/withdraw`), t('withdrawn'))}>
          {t('withdraw')}
        </Button>
      )}
      {mayDecide && isOwn && <span className={css['quiet']}>{t('ownClaim')}</span>}
      {mayDecide && !isOwn && (
        <>
          <Button size="small" type="primary" onClick={() => setAsking('approve')}>
            {t('approve')}
          </Button>
          <Button size="small" onClick={() => setAsking('refuse')}>
            {t('refuse')}
          </Button>
        </>
      )}
      {asking !== null && (
        <DecideDialog
          title={t(asking === 'approve' ? 'approveTitle' : 'refuseTitle')}
          shares={asking === 'approve' ? [{ person: claim.kind === 'claim' ? claim.by : '', weight: 1 }] : null}
          onClose={() => setAsking(null)}
          onDecide={(reason, shares) =>
            act(
              () =>
                api.post(`${path}/decide`, {
                  approve: asking === 'approve',
                  reason,
                  shares: asking === 'approve' ? shares : null,
                }),
              t(asking === 'approve' ? 'state_approved' : 'state_refused'),
            )
          }
        />
      )}
    </div>
  );
};
