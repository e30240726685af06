import { useState } from 'react';
import { MessageOutlined } from '@ant-design/icons';
import { Button, Drawer } from 'antd';
import { Link } from 'react-router';
import { useShop } from '@/shared/session';
import { clockTimeWithSeconds, dayKey } from '@/shared/time/format';
import { Loading, LoadFailed, State } from '@/shared/ui/states';
import { BuyerName } from './buyer-name';
import css from './reports.module.css';
import { hasTalk, TalkDrawer } from './talk-drawer';
import { useText } from './text';
import { useMembers, type Door } from './use-figures';
import { figure, isRatio, part } from './value';
import type { Period } from './period';
import type { Member, Members } from './wire';

type RowsDrawerProps = { door: Door | null; period: Pick<Period, 'from' | 'to'>; onClose: () => void };

/** The rows behind a figure; their sum at the foot is the figure. */
export const RowsDrawer = ({ door, period, onClose }: RowsDrawerProps) => {
  const t = useText();
  return (
    <Drawer
      open={door !== null}
      onClose={onClose}
      size={Math.min(880, window.innerWidth)}
      title={door === null ? '' : t('rowsTitle', { name: door.name })}
      destroyOnHidden
    >
      {door !== null && <Rows door={door} period={period} />}
    </Drawer>
  );
};

const Rows = ({ door, period }: { door: Door; period: Pick<Period, 'from' | 'to'> }) => {
  const t = useText();
  const list = useMembers(door, period);
  const [talk, setTalk] = useState<Member | null>(null);
  if (list.isPending) return <Loading rows={10} />;
  if (list.isError) return <LoadFailed error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap((page) => page.rows);
  const whole = list.data.pages[0]!;
  if (rows.length === 0) return <State title={t('noRows')} />;
  return (
    <>
      <div className={css['scroll']}>
        <table className={css['rows']}>
          <thead>
            <tr>
              <th scope="col">{t('colDay')}</th>
              <th scope="col">{t('colWhat')}</th>
              <th scope="col">{t('colBuyer')}</th>
              <th scope="col">{t('colPerson')}</th>
              <th scope="col">{t('colFrom')}</th>
              <th scope="col">{t('colTo')}</th>
              <th scope="col">{t('colNumerator')}</th>
              {isRatio(whole.unit) && <th scope="col">{t('colDenominator')}</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <MemberRow key={`${row.day} ${row.id} ${index}`} row={row} whole={whole} onTalk={setTalk} />
            ))}
          </tbody>
        </table>
      </div>
      {list.hasNextPage && (
        <p className={css['more']}>
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('moreRows')}
          </Button>
        </p>
      )}
      <Foot whole={whole} shown={rows.length} />
      <TalkDrawer row={talk} onClose={() => setTalk(null)} />
    </>
  );
};

const Foot = ({ whole, shown }: { whole: Members; shown: number }) => {
  const t = useText();
  const numerator = part(whole.unit, whole.numerator, false);
  return (
    <p className={css['foot']}>
      <b>
        {isRatio(whole.unit)
          ? t('rowsRatio', {
              numerator,
              denominator: part(whole.unit, whole.denominator, true),
              value: figure(whole.unit, whole) ?? t('none'),
            })
          : t('rowsSum', { numerator })}
      </b>
      <span>{t('rowsShown', { n: shown })}</span>
    </p>
  );
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
