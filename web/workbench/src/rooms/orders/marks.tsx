import { isDoubt } from './credit/doubts';
import { useCreditText } from './credit/text';
import css from './orders.module.css';
import { useText } from './text';
import { flagColours } from './zh-CN';
import { namesOf, type Credit, type Order } from './wire';

/** The platform's flag: its shape in its colour, and its name. */
export const FlagMark = ({ flag }: { flag: string | null }) => {
  if (flag === null) return null;
  const colour = Object.entries(flagColours).find(([name]) => flag.includes(name))?.[1] ?? '#8a9096';
  return (
    <span className={css['flag']}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        <path d="M2 1h8L8 3.5 10 6H3v5H2z" fill={colour} />
      </svg>
      {flag}
    </span>
  );
};

/** Sold without stock by the last count before. */
export const OversoldMark = ({ why }: { why: string }) => {
  const t = useText();
  return (
    <span className={css['oversold']} title={why}>
      {t('oversold')}
    </span>
  );
};

export const StatusMark = ({ order }: { order: Pick<Order, 'status' | 'statusSaid'> }) => {
  const t = useText();
  const { status, statusSaid } = order;
  const name =
    status === 'unpaid' ||
    status === 'paid' ||
    status === 'shipped' ||
    status === 'signed' ||
    status === 'success' ||
    status === 'closed'
      ? t(`status_${status}`)
      : null;
  return (
    <span className={css['status']} data-status={status ?? 'unknown'} title={statusSaid ?? undefined}>
      {name ?? statusSaid ?? t('status_unknown')}
    </span>
  );
};

export const CreditMark = ({ credit }: { credit: Credit | null }) => {
  const t = useText();
  const why = useCreditText();
  if (credit === null) return <span className={css['quiet']}>—</span>;
  if (credit.basis === 'undecided')
    return (
      <span className={css['undecided']}>
        {credit.doubt !== null && isDoubt(credit.doubt) ? why(`doubt_${credit.doubt}`) : t('viewUndecided')}
      </span>
    );
  if (credit.basis.startsWith('silent')) return <span className={css['quiet']}>{credit.name ?? t('viewSilent')}</span>;
  const names = namesOf(credit) ?? '—';
  return <span title={names}>{names}</span>;
};
