import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { Link } from 'react-router';
import { api } from '@/shared/api/client';
import { useMay, useShop } from '@/shared/session';
import { clockTimeWithSeconds, dayKey } from '@/shared/time/format';
import { Loading, LoadFailed, State } from '@/shared/ui/states';
import { dueText } from './dealing-value';
import type { DealtLine, DealtRow, DealtRows } from './dealing-wire';
import type { Period } from './period';
import css from './reports.module.css';
import { useText } from './text';
import { whole, written } from './value';

export type DealtDoor = { line: DealtLine; name: string };

type DealingRowsProps = { door: DealtDoor | null; period: Period; onClose: () => void };

/** The enquiries behind a line: whose each became, how many were there, and what part of it was due. */
export const DealingRows = ({ door, period, onClose }: DealingRowsProps) => {
  const t = useText();
  return (
    <Drawer
      open={door !== null}
      onClose={onClose}
      size={Math.min(820, window.innerWidth)}
      title={door === null ? '' : t('rowsTitle', { name: door.name })}
      destroyOnHidden
    >
      {door !== null && <Rows line={door.line} period={period} />}
    </Drawer>
  );
};

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
  if (list.isPending) return <Loading rows={10} />;
  if (list.isError) return <LoadFailed error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap((page) => page.list);
  const all = list.data.pages[0]!;
  if (rows.length === 0) return <State title={t('noRows')} />;
  return (
    <>
      <div className={css['scroll']}>
        <table className={css['rows']}>
          <thead>
            <tr>
              <th scope="col">{t('dealtWhen')}</th>
              <th scope="col">{t('dealtTalk')}</th>
              <th scope="col">{t('dealtWho')}</th>
              <th scope="col">{t('dealtThere')}</th>
              <th scope="col">{t('dealtDue')}</th>
              <th scope="col">{t('dealtPaid')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <RowLine key={row.id} row={row} />
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
      <p className={css['foot']}>
        <b>
          {t('dealtFoot', {
            received: whole(all.received),
            due: dueText(all.due),
            paid: written('money', all.paid / 100) ?? '',
          })}
        </b>
        <span>{t('rowsShown', { n: rows.length })}</span>
      </p>
    </>
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
