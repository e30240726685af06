import { Drawer } from 'antd';
import { Loading, LoadFailed } from '@/shared/ui/states';
import { money, signed } from '../money';
import { useNameOf } from './outcome';
import css from './whatif.module.css';
import { useText } from './text';
import { useRows, type Door } from './use-whatif';
import type { Comparison, Summary } from './wire';

type RowsDrawerProps = { one: Comparison; summary: Summary; door: Door & { name: string }; onClose: () => void };

/** The rows behind a number: they add up to it. */
export const RowsDrawer = ({ one, summary, door, onClose }: RowsDrawerProps) => {
  const t = useText();
  const nameOf = useNameOf();
  const { name, ...asked } = door;
  const rows = useRows(one.id, asked);
  const people = new Map(summary.people.map((person) => [person.key, nameOf(person)]));
  const components = new Map(summary.components.map((component) => [component.key, nameOf(component)]));
  return (
    <Drawer open title={t('rowsOf', { name })} onClose={onClose} size={640}>
      {rows.isPending && <Loading rows={4} />}
      {rows.isError && <LoadFailed error={rows.error} onRetry={() => void rows.refetch()} />}
      {rows.data !== undefined && (
        <div className={css['scroll']}>
          <table className={css['table']}>
            <thead>
              <tr>
                <th scope="col">{t('person')}</th>
                <th scope="col">{t('month')}</th>
                <th scope="col">{t('component')}</th>
                {[t('wasShort'), t('becomes'), t('difference')].map((head) => (
                  <th key={head} scope="col" className={css['number']}>
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.data.rows.map((row) => (
                <tr key={`${row.person} ${row.month} ${row.component}`}>
                  <td>{people.get(row.person) ?? row.person}</td>
                  <td>{row.month}</td>
                  <td>{components.get(row.component) ?? row.component}</td>
                  <td className={css['number']}>{money(row.before)}</td>
                  <td className={css['number']}>{money(row.after)}</td>
                  <td className={css['number']}>{signed(row.difference)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {rows.data.total > rows.data.rows.length && (
            <p className={css['quiet']}>{t('more', { n: rows.data.total, m: rows.data.rows.length })}</p>
          )}
        </div>
      )}
    </Drawer>
  );
};
