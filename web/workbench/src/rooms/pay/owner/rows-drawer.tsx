import { Drawer } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '@/shared/api/client';
import { useShop } from '@/shared/session';
import { Loading, LoadFailed } from '@/shared/ui/states';
import { money } from '../money';
import css from './owner.module.css';
import { useText } from './text';
import type { OwnerRows } from './wire';
import { useLineName } from './words';

export type Door = { month: string; what: string };

/** The rows behind a figure of a month; they add up to it. */
export const RowsDrawer = ({ door, onClose }: { door: Door; onClose: () => void }) => {
  const t = useText();
  const shop = useShop();
  const nameOf = useLineName();
  const rows = useQuery({
    queryKey: ['pay', 'owner', 'rows', shop.id, door],
    queryFn: ({ signal }) => api.get<OwnerRows>('/api/pay/owner/rows', { query: { shop: shop.id, ...door }, signal }),
  });
  return (
    <Drawer open title={t('rowsOf', { month: door.month, name: nameOf(door.what) })} onClose={onClose} size={640}>
      {door.what === 'freight' && <p className={css['hint']}>{t('freightHint')}</p>}
      {rows.isPending && <Loading rows={4} />}
      {rows.isError && <LoadFailed error={rows.error} onRetry={() => void rows.refetch()} />}
      {rows.data !== undefined && rows.data.total === 0 && <p>{t(door.what === 'freight' ? 'freightNone' : 'none')}</p>}
      {rows.data !== undefined && rows.data.total > 0 && (
        <div className={css['scroll']}>
          <p>{t('rowsSum', { n: rows.data.total, sum: money(rows.data.sum) })}</p>
          <table className={css['table']}>
            <thead>
              <tr>
                <th scope="col">{t('time')}</th>
                <th scope="col">{t('order')}</th>
                <th scope="col">{t('what')}</th>
                <th scope="col" className={css['number']}>
                  {t('amount')}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.data.rows.map((row) => (
                <tr key={row.id}>
                  <td>{row.at?.replace('T', ' ')}</td>
                  <td>
                    {row.order !== null && <Link to={`/orders/${encodeURIComponent(row.order)}`}>{row.order}</Link>}
                  </td>
                  <td>{[row.kind, row.words].filter((words) => words !== null && words !== '').join(' · ')}</td>
                  <td className={css['number']}>{row.amount === null ? '' : money(row.amount)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {rows.data.total > rows.data.rows.length && (
            <p className={css['quiet']}>{t('more', { n: rows.data.rows.length })}</p>
          )}
        </div>
      )}
    </Drawer>
  );
};
