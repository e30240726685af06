import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '@/shared/api/client';
import { useMay, useShop } from '@/shared/session';
import { clockTimeWithSeconds, dayKey } from '@/shared/time/format';
import { dueText } from './dealing-value';
import type { DealtLine, DealtRow, DealtRows } from './dealing-wire';
import type { Period } from './period';
import css from './reports.module.css';
import { RowsShell, RowsTable } from './rows-shell';
import { useText } from './text';
import { whole, written } from './value';

export type DealtDoor = { line: DealtLine; name: string };

type DealingRowsProps = { door: DealtDoor | null; period: Period; onClose: () => void };

/** The enquiries behind a line: whose each became, how many were there, and what part of it was due. */
export const DealingRows = ({ door, period, onClose }: DealingRowsProps) => (
  <RowsShell name={door?.name ?? null} width={820} onClose={onClose}>
    {door !== null && <Rows line={door.line} period={period} />}
  </RowsShell>
);

const Rows = ({ line, period }: { line: DealtLine; period: Period }) => {
  const t = useText();
  const shop = useShop();
  const query = {
    shop: shop.id,
    from: period.from,
    to: period.to,
    person: line.person,
    by: line.by,
    place: line.place,
  };
  const list = useInfiniteQuery({
    queryKey: ['metrics', 'dealing', 'rows', query],
    queryFn: ({ pageParam, signal }) =>
      api.get<DealtRows>('/api/metrics/dealing/rows', {
        query: { ...query, after: pageParam },
        signal,
        timeoutMs: 60_000,
      }),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => last.next,
  });
  return (
    <RowsTable
      list={list}
      rowsOf={(page) => page.list}
      head={() =>
        (['dealtWhen', 'dealtTalk', 'dealtWho', 'dealtThere', 'dealtDue', 'dealtPaid'] as const).map((key) => t(key))
      }
      row={(row) => <RowLine key={row.id} row={row} />}
      sum={(all) =>
        t('dealtFoot', {
          received: whole(all.received),
          due: dueText(all.due),
          paid: written('money', all.paid / 100) ?? '',
        })
      }
    />
  );
};

const RowLine = ({ row }: { row: DealtRow }) => {
  const t = useText();
  const { zone } = useShop();
  const mayRead = useMay('reception.conversation.read');
  return (
    <tr>
      <td>
        {dayKey(row.at, zone)} {clockTimeWithSeconds(row.at, zone)}
      </td>
      <td>{mayRead ? <Link to={`/reception/${row.id}`}>#{row.number}</Link> : `#${row.number}`}</td>
      <td>{row.isTheirs ? <b>{row.agentName}</b> : row.agentName}</td>
      <td className={css['number']}>{row.there === 0 ? t('dealtNobody') : row.there}</td>
      <td className={css['number']}>{(row.due / 1_000_000).toFixed(2)}</td>
      <td className={css['number']}>{row.paid === 0 ? '—' : written('money', row.paid / 100)}</td>
    </tr>
  );
};
