import { useState } from 'react';
import { MessageOutlined } from '@ant-design/icons';
import { Link } from 'react-router';
import { useShop } from '@/shared/session';
import { clockTimeWithSeconds, dayKey } from '@/shared/time/format';
import { BuyerName } from './buyer-name';
import css from './reports.module.css';
import { RowsShell, RowsTable } from './rows-shell';
import { hasTalk, TalkDrawer } from './talk-drawer';
import { useText } from './text';
import { useMembers, type Door } from './use-figures';
import { figure, isRatio, part } from './value';
import type { Period } from './period';
import type { Member, Members } from './wire';

type RowsDrawerProps = { door: Door | null; period: Pick<Period, 'from' | 'to'>; onClose: () => void };

/** The rows behind a figure; their sum at the foot is the figure. */
export const RowsDrawer = ({ door, period, onClose }: RowsDrawerProps) => {
  return (
    <RowsShell name={door?.name ?? null} width={880} onClose={onClose}>
      {door !== null && <Rows door={door} period={period} />}
    </RowsShell>
  );
};

const Rows = ({ door, period }: { door: Door; period: Pick<Period, 'from' | 'to'> }) => {
  const t = useText();
  const list = useMembers(door, period);
  const [talk, setTalk] = useState<Member | null>(null);
  return (
    <>
      <RowsTable
        list={list}
        rowsOf={(page) => page.rows}
        head={(whole) => [
          ...(['colDay', 'colWhat', 'colBuyer', 'colPerson', 'colFrom', 'colTo', 'colNumerator'] as const).map((key) =>
            t(key),
          ),
          ...(isRatio(whole.unit) ? [t('colDenominator')] : []),
        ]}
        row={(row, index, whole) => (
          <MemberRow key={`${row.day} ${row.id} ${index}`} row={row} whole={whole} onTalk={setTalk} />
        )}
        sum={(whole) => sumOf(t, whole)}
      />
      <TalkDrawer row={talk} onClose={() => setTalk(null)} />
    </>
  );
};

const sumOf = (t: ReturnType<typeof useText>, whole: Members): string => {
  const numerator = part(whole.unit, whole.numerator, false);
  return isRatio(whole.unit)
    ? t('rowsRatio', {
        numerator,
        denominator: part(whole.unit, whole.denominator, true),
        value: figure(whole.unit, whole) ?? t('none'),
      })
    : t('rowsSum', { numerator });
};

type MemberRowProps = { row: Member; whole: Members; onTalk: (row: Member) => void };

const MemberRow = ({ row, whole, onTalk }: MemberRowProps) => {
  const t = useText();
  const { zone } = useShop();
  const time = (at: string | null) =>
    at === null
      ? '—'
      : dayKey(at, zone) === row.day
        ? clockTimeWithSeconds(at, zone)
        : `${dayKey(at, zone).slice(5)} ${clockTimeWithSeconds(at, zone)}`;
  return (
    <tr>
      <td>{row.day}</td>
      <td>
        <What row={row} />
        {row.openUntil !== null && <span className={css['open']}>{t('openUntil', { day: row.openUntil })}</span>}
      </td>
      <td>
        {row.buyer !== null && hasTalk(row) ? (
          <button type="button" className={css['door']} title={t('seeTalk')} onClick={() => onTalk(row)}>
            <BuyerName buyer={row.buyer} /> <MessageOutlined aria-label={t('seeTalk')} />
          </button>
        ) : (
          <BuyerName buyer={row.buyer ?? '—'} />
        )}
      </td>
      <td>{row.name ?? '—'}</td>
      <td title={row.fromMessage ?? undefined}>{time(row.from)}</td>
      <td title={row.toMessage ?? undefined}>{time(row.to)}</td>
      <td className={css['number']}>{part(whole.unit, row.numerator, false)}</td>
      {isRatio(whole.unit) && <td className={css['number']}>{part(whole.unit, row.denominator, true)}</td>}
    </tr>
  );
};

/** An order is a link; a conversion leads to the order that was made of it. */
const What = ({ row }: { row: Member }) => {
  const t = useText();
  const order = row.kind === 'order' || row.kind === 'review' ? row.id : row.kind === 'buyer' ? row.item : null;
  return (
    <>
      {order === null ? (
        t(kindKey(row.kind))
      ) : (
        <Link to={`/orders/${encodeURIComponent(order)}`}>{t('order', { id: order })}</Link>
      )}
    </>
  );
};

const kinds = [
  'buyer',
  'round',
  'sitting',
  'order',
  'refund',
  'review',
  'rating',
  'transfer',
  'message',
  'promise',
  'incident',
  'complaint',
  'cost',
  'account',
] as const;

const kindKey = (kind: string) => `kind_${kinds.find((one) => one === kind) ?? 'buyer'}` as const;
