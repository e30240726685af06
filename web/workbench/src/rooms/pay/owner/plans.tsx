import { useState } from 'react';
import { Alert, Button, Input } from 'antd';
import { useMutation } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { money, toFen } from '../money';
import css from './owner.module.css';
import { useText } from './text';
import type { Compared } from './wire';

type Draft = { months: { sales: string; labour: string }[]; extra: string };

const read = (draft: Draft) => ({
  months: draft.months.map((month) => ({ sales: toFen(month.sales), labour: toFen(month.labour) })),
  extra: toFen(draft.extra),
});
const isRead = (draft: Draft) =>
  toFen(draft.extra) !== null &&
  draft.months.every((month) => toFen(month.sales) !== null && toFen(month.labour) !== null);

/** Two ways to the same sales: what each costs, what the second saves (FIN-06). */
export const Plans = () => {
  const t = useText();
  const [one, setOne] = useState<Draft>({
    months: [
      { sales: '30000', labour: '10000' },
      { sales: '50000', labour: '10000' },
    ],
    extra: '0',
  });
  const [other, setOther] = useState<Draft>({ months: [{ sales: '80000', labour: '10000' }], extra: '6000' });
  const compare = useMutation({
    mutationFn: () => api.post<Compared>('/api/pay/owner/plans', { one: read(one), other: read(other) }),
  });
  const answer = compare.data;
  const share = (points: number | null) => (points === null ? t('none') : `${(points / 100).toFixed(2)}%`);
  return (
    <>
      <p className={css['hint']}>{t('compareHint')}</p>
      <div className={css['plans']}>
        <PlanForm name={t('planOne')} draft={one} onChange={setOne} />
        <PlanForm name={t('planOther')} draft={other} onChange={setOther} />
      </div>
      <p>
        <Button disabled={!isRead(one) || !isRead(other)} loading={compare.isPending} onClick={() => compare.mutate()}>
          {t('run')}
        </Button>
      </p>
      {compare.isError && <Alert type="error" showIcon title={toProblem(compare.error).detail} />}
      {answer !== undefined && (
        <>
          <table className={css['table']}>
            <thead>
              <tr>
                <th scope="col" aria-label={t('compare')} />
                {[t('sales'), t('cost'), t('costShare')].map((name) => (
                  <th key={name} scope="col" className={css['number']}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {[
                { name: t('planOne'), plan: answer.one },
                { name: t('planOther'), plan: answer.other },
              ].map(({ name, plan }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td className={css['number']}>{money(plan.sales)}</td>
                  <td className={css['number']}>{money(plan.cost)}</td>
                  <td className={css['number']}>{share(plan.shareBasisPoints)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className={css['answer']} role="status">
            {t(answer.saved >= 0 ? 'result' : 'resultMore', {
              money: money(Math.abs(answer.saved)),
              months: answer.monthsSaved,
            })}
          </p>
        </>
      )}
    </>
  );
};

const PlanForm = ({ name, draft, onChange }: { name: string; draft: Draft; onChange: (draft: Draft) => void }) => {
  const t = useText();
  const set = (index: number, part: Partial<Draft['months'][number]>) =>
    onChange({ ...draft, months: draft.months.map((month, at) => (at === index ? { ...month, ...part } : month)) });
  return (
    <fieldset className={css['plan']}>
      <legend>{name}</legend>
      {draft.months.map((month, index) => (
        <div key={index} className={css['line']}>
          <span>{t('monthN', { n: index + 1 })}</span>
          <Input
            inputMode="decimal"
            aria-label={`${name} ${t('monthN', { n: index + 1 })} ${t('sales')}`}
            prefix={t('sales')}
            value={month.sales}
            onChange={(event) => set(index, { sales: event.target.value })}
          />
          <Input
            inputMode="decimal"
            aria-label={`${name} ${t('monthN', { n: index + 1 })} ${t('labourCost')}`}
            prefix={t('labourCost')}
            value={month.labour}
            onChange={(event) => set(index, { labour: event.target.value })}
          />
        </div>
      ))}
      <div className={css['line']}>
        <span>{t('extra')}</span>
        <Input
          inputMode="decimal"
          aria-label={`${name} ${t('extra')}`}
          value={draft.extra}
          onChange={(event) => onChange({ ...draft, extra: event.target.value })}
        />
        <span>
          <Button
            size="small"
            disabled={draft.months.length >= 24}
            onClick={() => onChange({ ...draft, months: [...draft.months, { sales: '0', labour: '0' }] })}
          >
            {t('addMonth')}
          </Button>{' '}
          {draft.months.length > 1 && (
            <Button size="small" onClick={() => onChange({ ...draft, months: draft.months.slice(0, -1) })}>
              {t('dropMonth')}
            </Button>
          )}
        </span>
      </div>
    </fieldset>
  );
};
