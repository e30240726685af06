import { Link, useSearchParams } from 'react-router';
import { useMay } from '@/shared/session';
import { Page } from '@/shared/ui/page';
import { LoadFailed, Loading, NoRight, State } from '@/shared/ui/states';
import { money } from '../order-columns';
import css from '../orders.module.css';
import { OrdersTable } from '../orders-table';
import { isDoubt } from './doubts';
import { RoomTabs } from './room-tabs';
import { useCreditText } from './text';
import { usePeriods } from './use-periods';
import type { DoubtCount, Periods } from './wire';

/** What only a person can decide, by reason: an order after the other, or many at once. */
export const UndecidedPage = () => {
  const t = useCreditText();
  const [search] = useSearchParams();
  const mayRead = useMay('orders.order.read-all');
  const month = search.get('credited') ?? undefined;
  const periods = usePeriods(month, mayRead);
  return (
    <Page title={t('undecided')} subtitle={month ?? ''}>
      <RoomTabs />
      {!mayRead && <NoRight right={t('rightAll')} />}
      {mayRead && periods.isPending && <Loading />}
      {periods.isError && <LoadFailed error={periods.error} onRetry={() => void periods.refetch()} />}
      {periods.isSuccess && <Work periods={periods.data} />}
    </Page>
  );
};

const Work = ({ periods }: { periods: Periods }) => {
  const t = useCreditText();
  const [search, setSearch] = useSearchParams();
  const chosen = search.get('doubt');
  const choose = (doubt: string) => {
    const next = new URLSearchParams(search);
    if (doubt === chosen) next.delete('doubt');
    else next.set('doubt', doubt);
    setSearch(next, { replace: true });
  };
  return (
    <div className={css['list']}>
      <div className={css['kinds']}>
        {periods.doubts.map((kind) => (
          <Kind key={kind.doubt} kind={kind} isChosen={kind.doubt === chosen} onChoose={() => choose(kind.doubt)} />
        ))}
        {periods.openClaims > 0 && (
          <Link className={css['kind']} to="/orders/claims">
            <b>{periods.openClaims}</b>
            {t('claims')}
          </Link>
        )}
        {periods.refundsToJudge > 0 && (
          <Link className={css['kind']} to="/orders/refunds">
            <b>{periods.refundsToJudge}</b>
            {t('refundsToJudge')}
          </Link>
        )}
      </div>
      {periods.refundsToJudge > 0 && (
        <p className={css['quiet']}>{t(periods.needsRefunds ? 'refundsBlock' : 'refundsWarn')}</p>
      )}
      {periods.waiting > 0 && <p className={css['aside']}>{t('waiting', { n: periods.waiting })}</p>}
      {periods.doubts.length === 0 ? (
        <State title={t('nothingUndecided')} text={t('nothingUndecidedText')} />
      ) : (
        <OrdersTable isWork />
      )}
    </div>
  );
};

const Kind = ({ kind, isChosen, onChoose }: { kind: DoubtCount; isChosen: boolean; onChoose: () => void }) => {
  const t = useCreditText();
  return (
    <button type="button" className={css['kind']} aria-pressed={isChosen} onClick={onChoose}>
      <b>{kind.orders}</b>
      {isDoubt(kind.doubt) ? t(`doubt_${kind.doubt}`) : kind.doubt}
      <span className={css['quiet']}>{money(kind.amount)}</span>
    </button>
  );
};
