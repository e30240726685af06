import { Link } from 'react-router';
import { Section } from '@/shared/ui/page';
import { ChartBox } from '@/shared/ui/chart-box';
import { Columns } from '../charts/columns';
import { money } from '../money';
import css from './owner.module.css';
import type { Door } from './rows-drawer';
import { useText } from './text';
import type { OwnerMonth } from './wire';

const part = (amount: number | null, of: number | null) =>
  amount === null || of === null || of === 0 ? null : (amount / of) * 100;
const percent = (share: number | null) => (share === null ? null : `${share.toFixed(1)}%`);

type LabourProps = { months: readonly OwnerMonth[]; onOpen: (door: Door) => void };

/** Sales, wages, target and reviews month by month; the charts have the same numbers. */
export const Labour = ({ months, onOpen }: LabourProps) => {
  const t = useText();
  const sheet = {
    head: [t('month'), t('sales'), t('wages'), t('share')],
    rows: months.map((month) => [
      month.month,
      money(month.sales),
      month.wages === null ? t('noWages') : money(month.wages),
      percent(part(month.wages, month.sales)) ?? t('none'),
    ]),
  };
  return (
    <>
      <div className={css['columns']}>
        <ChartBox title={t('labour')} hint={t('labourHint')} sheet={sheet}>
          <Columns
            label={t('labour')}
            names={{ first: t('wages'), second: t('sales'), share: t('share') }}
            columns={months.map((month) => ({
              key: month.month.slice(2),
              first: month.wages ?? 0,
              second: month.sales,
              share: part(month.wages, month.sales),
            }))}
          />
        </ChartBox>
        <ChartBox
          title={t('targets')}
          sheet={{
            head: [t('month'), t('target'), t('sales'), t('fulfilled')],
            rows: months.map((month) => [
              month.month,
              month.target === null ? t('none') : money(month.target),
              money(month.sales),
              percent(part(month.sales, month.target)) ?? t('none'),
            ]),
          }}
        >
          <Columns
            label={t('targets')}
            names={{ first: t('target'), second: t('sales') }}
            columns={months.map((month) => ({
              key: month.month.slice(2),
              first: month.target ?? 0,
              second: month.sales,
            }))}
          />
        </ChartBox>
      </div>
      <Section>
        <div className={css['scroll']}>
          <table className={css['table']}>
            <thead>
              <tr>
                <th scope="col">{t('month')}</th>
                {[t('sales'), t('target'), t('fulfilled'), t('wages'), t('share'), t('reviewShare'), t('freight')].map(
                  (name) => (
                    <th key={name} scope="col" className={css['number']}>
                      {name}
                    </th>
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {months.map((month) => (
                <tr key={month.month}>
                  <th scope="row">{month.month}</th>
                  <td className={css['number']}>
                    <button
                      type="button"
                      className={css['door']}
                      onClick={() => onOpen({ month: month.month, what: 'sales' })}
                    >
                      {money(month.sales)}
                    </button>
                  </td>
                  <td className={css['number']}>{month.target === null ? t('none') : money(month.target)}</td>
                  <td className={css['number']}>{percent(part(month.sales, month.target)) ?? t('none')}</td>
                  <td className={css['number']}>
                    <Link to={month.wages === null ? '/pay' : `/pay/months/${month.month}`}>
                      {month.wages === null ? t('noWages') : money(month.wages)}
                    </Link>{' '}
                    {month.wages !== null && <small>{t(month.areWagesClosed ? 'closed' : 'open')}</small>}
                  </td>
                  <td className={css['number']}>{percent(part(month.wages, month.sales)) ?? t('none')}</td>
                  <td className={css['number']}>
                    <button
                      type="button"
                      className={css['door']}
                      onClick={() => onOpen({ month: month.month, what: 'reviews' })}
                    >
                      {`${month.neutralOrBad}/${month.reviews}`}
                    </button>{' '}
                    {percent(part(month.neutralOrBad, month.reviews))}{' '}
                    {month.changed > 0 && <small>{t('changed', { n: month.changed })}</small>}
                  </td>
                  <td className={css['number']}>
                    <button
                      type="button"
                      className={css['door']}
                      onClick={() => onOpen({ month: month.month, what: 'freight' })}
                    >
                      {month.freightProblems}
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Section>
    </>
  );
};
