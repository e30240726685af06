import { Link } from 'react-router';
import { Section } from '@/shared/ui/page';
import { money } from '../money';
import css from './owner.module.css';
import type { Door } from './rows-drawer';
import { useText } from './text';
import type { OwnerMonth } from './wire';
import { useLineName } from './words';

/** Every item of income and expense, month by month; what is entered says so, what has a budget shows it. */
export const Statement = ({ months, onOpen }: { months: readonly OwnerMonth[]; onOpen: (door: Door) => void }) => {
  const t = useText();
  const nameOf = useLineName();
  const lines = new Map(months.flatMap((month) => month.lines).map((line) => [line.what, line]));
  const ordered = [...lines.values()].sort((a, b) => Number(b.isIncome) - Number(a.isIncome));
  const sums = [
    { name: t('income'), of: (month: OwnerMonth) => month.income },
    { name: t('expense'), of: (month: OwnerMonth) => month.expense },
    { name: t('net'), of: (month: OwnerMonth) => month.net },
  ];
  return (
    <Section title={t('statement')}>
      <p className={css['hint']}>{t('statementHint')}</p>
      <div className={css['scroll']}>
        <table className={css['table']}>
          <thead>
            <tr>
              <th scope="col">{t('item')}</th>
              {months.map((month) => (
                <th key={month.month} scope="col" className={css['number']}>
                  {month.month}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ordered.map((line) => (
              <tr key={line.what}>
                <th scope="row">
                  {line.isIncome ? '+' : '−'} {nameOf(line.what)}{' '}
                  {line.isEntered && <small className={css['quiet']}>{t('entered')}</small>}
                </th>
                {months.map((month) => (
                  <td key={month.month} className={css['number']}>
                    <Amount month={month} what={line.what} onOpen={onOpen} />
                  </td>
                ))}
              </tr>
            ))}
            {sums.map((sum) => (
              <tr key={sum.name} className={css['sum']}>
                <th scope="row">{sum.name}</th>
                {months.map((month) => (
                  <td key={month.month} className={css['number']}>
                    {money(sum.of(month))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
};

const Amount = ({ month, what, onOpen }: { month: OwnerMonth; what: string; onOpen: (door: Door) => void }) => {
  const t = useText();
  const line = month.lines.find((one) => one.what === what);
  const budget = month.budgets[what];
  if (line === undefined && budget === undefined) return null;
  const amount = line?.amount ?? 0;
  return (
    <span className={css['cell']}>
      {what === 'wages' ? (
        <Link to={`/pay/months/${month.month}`}>{money(amount)}</Link>
      ) : (
        <button type="button" className={css['door']} onClick={() => onOpen({ month: month.month, what })}>
          {money(amount)}
        </button>
      )}
      {budget !== undefined && (
        <small className={amount > budget ? css['over'] : ''}>
          {t('budget', { amount: money(budget) })} {amount > budget && t('over')}
        </small>
      )}
    </span>
  );
};
