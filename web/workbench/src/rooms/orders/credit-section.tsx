import { useState } from 'react';
import { Button } from 'antd';
import { Link } from 'react-router';
import { useBookTitle } from '@/rooms/rules';
import { api } from '@/shared/api/client';
import { useLanguage } from '@/shared/i18n/language';
import { useMay, useSession, useShop } from '@/shared/session';
import { talkOf } from '@/shared/talk-path';
import { fullMoment } from '@/shared/time/format';
import { useZone } from '@/shared/time/use-zone';
import { Section } from '@/shared/ui/page';
import { ClaimCard } from './credit/claim-card';
import { ClaimDialog } from './credit/claim-dialog';
import { DecideDialog } from './credit/decide-dialog';
import { RuleLines } from './credit/rule-lines';
import { useCreditText } from './credit/text';
import { useCreditAct } from './credit/use-credit';
import { CreditMark } from './marks';
import { money } from './order-columns';
import css from './orders.module.css';
import { useText } from './text';
import { showInTimeline } from './show-in-timeline';
import type { Decision, OrderDetail } from './wire';

/** Who earned the order and why, in the words of the shop; who doubts it says so here. What was decided before stays to be seen. */
export const CreditSection = ({ detail }: { detail: OrderDetail }) => {
  const t = useText();
  const credit = useCreditText();
  const say = useSentence();
  const [now, ...before] = detail.decisions;
  const said = detail.aside === null ? '' : say(detail.aside);
  return (
    <Section title={t('creditTitle')} actions={now !== undefined && <CreditMark credit={detail.order.credit} />}>
      {now === undefined ? (
        <p className={css['quiet']}>{t(detail.order.paidAt === null ? 'creditUnpaid' : 'creditLater')}</p>
      ) : (
        <Held decision={now} />
      )}
      {detail.aside !== null && (
        <p className={css['aside']}>
          {detail.aside.cause === 'closed'
            ? credit('asideClosed', { text: said })
            : credit('asideManual', { text: said })}
        </p>
      )}
      {now !== undefined && <Acts detail={detail} />}
      <RuleLines rules={detail.rules} />
      {detail.claims.length > 0 && (
        <>
          <h3 className={css['sub']}>{credit('claims')}</h3>
          {detail.claims.map((claim) => (
            <ClaimCard key={claim.id} claim={claim} />
          ))}
        </>
      )}
      <Before decisions={before} />
    </Section>
  );
};

const useSentence = () => {
  const spoken = useLanguage();
  return (said: { zh: string; en: string }) => (spoken === 'en' ? said.en : said.zh);
};

const Held = ({ decision }: { decision: Decision }) => {
  const t = useText();
  const credit = useCreditText();
  const say = useSentence();
  const titleOf = useBookTitle();
  return (
    <>
      <p className={css['sentence']}>
        {say(decision)} <WinningMessage credits={decision.credits} />
      </p>
      {decision.by !== null && <p>{credit('byHand', { name: decision.by, reason: decision.reason ?? '' })}</p>}
      <Shares decision={decision} />
      <p className={css['quiet']}>
        {t('creditBase', { amount: money(decision.baseAmount) })} ·{' '}
        {decision.bookVersion === 0
          ? t('creditNoBook')
          : t('creditRule', { book: titleOf(decision.book, decision.bookVersion), version: decision.bookVersion })}
      </p>
      {decision.losers.length > 0 && (
        <>
          <h3 className={css['sub']}>{t('creditLosers')}</h3>
          <ul className={css['losers']}>
            {decision.losers.map((loser) => (
              <li key={loser.person + loser.zh}>
                <b>{loser.name ?? loser.person}</b> {say(loser)}
                {loser.isAssist && <span className={css['assist']}>{credit('assist')}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
};

/** To the message that won the order: in its conversation, or, of a chat that came as a file, to its place in the order's own history. */
const WinningMessage = ({ credits }: { credits: Decision['credits'] }) => {
  const t = useText();
  const mayRead = useMay(['reception.conversation.read', 'reception.conversation.read-all']);
  const won = credits.find((part) => part.messageId !== null);
  if (won === undefined) return null;
  const talk = talkOf(won.messageId ?? '');
  if (talk === null) {
    return (
      <Button type="link" size="small" onClick={showInTimeline}>
        {t('creditMoment')}
      </Button>
    );
  }
  return mayRead ? <Link to={talk.to}>{t('creditMessage')}</Link> : null;
};

const Before = ({ decisions }: { decisions: readonly Decision[] }) => {
  const t = useText();
  const zone = useZone();
  const say = useSentence();
  if (decisions.length === 0) return null;
  return (
    <>
      <h3 className={css['sub']}>{t('creditBefore')}</h3>
      <ul className={css['losers']}>
        {decisions.map((decision) => (
          <li key={decision.number}>
            {fullMoment(decision.decidedAt, zone)} {say(decision)}
          </li>
        ))}
      </ul>
    </>
  );
};

const Shares = ({ decision }: { decision: Decision }) => {
  const t = useText();
  if (decision.credits.length < 2) return null;
  return (
    <ul className={css['losers']}>
      {decision.credits.map((part) => (
        <li key={`${part.person ?? ''} ${part.basis}`}>
          {t('creditShare', { name: part.name ?? '—', share: part.share, amount: money(part.amount) })}
        </li>
      ))}
    </ul>
  );
};

/** Claim and dispute for everybody, decide for those who may. */
const Acts = ({ detail }: { detail: OrderDetail }) => {
  const t = useCreditText();
  const shop = useShop();
  const { person } = useSession();
  const act = useCreditAct();
  const mayClaim = useMay('orders.claim.make');
  const mayDecide = useMay('orders.credit.decide');
  const [asking, setAsking] = useState<'claim' | 'dispute' | 'decide' | 'give-back' | null>(null);
  const order = detail.order.orderId;
  const winners = detail.decisions[0]?.credits.map((part) => part.person) ?? [];
  const isMine = winners.length === 1 && winners[0] === person.id;
  const hasOpen = detail.claims.some((claim) => claim.state === 'open' && claim.by === person.id);
  const isByHand = detail.decisions[0]?.basis === 'manual';
  const close = () => setAsking(null);
  return (
    <div className={css['buttons']}>
      {mayClaim && !hasOpen && !isMine && <Button onClick={() => setAsking('claim')}>{t('claimIt')}</Button>}
      {mayClaim && !hasOpen && <Button onClick={() => setAsking('dispute')}>{t('disputeIt')}</Button>}
      {mayDecide && <Button onClick={() => setAsking('decide')}>{t('decideByHand')}</Button>}
      {mayDecide && isByHand && <Button onClick={() => setAsking('give-back')}>{t('giveBack')}</Button>}
      {(asking === 'claim' || asking === 'dispute') && <ClaimDialog order={order} kind={asking} onClose={close} />}
      {(asking === 'decide' || asking === 'give-back') && (
        <DecideDialog
          title={asking === 'decide' ? t('decideTitle', { n: 1 }) : t('giveBackTitle', { n: 1 })}
          shares={asking === 'decide' ? [{ person: '', weight: 1 }] : null}
          onClose={close}
          onDecide={(reason, shares) =>
            act(
              () => api.post(`/api/orders/credits/${asking}`, { shop: shop.id, orders: [order], shares, reason }),
              t('decided', { n: 1 }),
            )
          }
        />
      )}
    </div>
  );
};
