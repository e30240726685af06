import { useState } from 'react';
import { Alert, App, Button, Input } from 'antd';
import { useMutation } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { queries } from '@/shared/api/queries';
import { useShop } from '@/shared/session';
import { money, toFen } from '../money';
import css from './owner.module.css';
import { useText } from './text';
import type { OwnerMonth } from './wire';
import { useLineName } from './words';

const lately = 3;
const plain = (fen: number) => (fen / 100).toFixed(2);

/** Target and budgets of the month to come, starting from what the last months came to. */
export const NextMonth = ({ months, month }: { months: readonly OwnerMonth[]; month: string }) => {
  const t = useText();
  const shop = useShop();
  const nameOf = useLineName();
  const { message } = App.useApp();
  const [typed, setTyped] = useState<Record<string, string>>({});
  const past = months.filter((one) => one.month < month).slice(-lately - 1, -1);
  const some = past.length > 0 ? past : months.slice(-1);
  const average = (of: (one: OwnerMonth) => number) =>
    Math.round(some.reduce((sum, one) => sum + of(one), 0) / Math.max(1, some.length));
  const expenses = [
    ...new Set(months.flatMap((one) => one.lines.filter((line) => !line.isIncome).map((line) => line.what))),
  ];
  const fields = [
    { what: '', name: t('planTarget'), average: average((one) => one.sales) },
    ...expenses.map((what) => ({
      what,
      name: nameOf(what),
      average: average((one) => one.lines.find((line) => line.what === what)?.amount ?? 0),
    })),
  ];
  const valueOf = (what: string, start: number) => typed[what] ?? plain(start);
  const entered = fields.map((field) => ({ what: field.what, amount: toFen(valueOf(field.what, field.average)) }));
  const save = useMutation({
    mutationFn: () =>
      api.post('/api/pay/owner/plan', {
        shop: shop.id,
        month,
        target: entered[0]?.amount ?? null,
        budgets: entered.slice(1),
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['pay', 'owner'] });
      void message.success(t('saved'));
    },
  });
  return (
    <>
      <p className={css['hint']}>{t('planHint')}</p>
      <div className={css['plans']}>
        {fields.map((field) => (
          <label key={field.what} className={css['field']}>
            <span>
              {field.name} <small className={css['quiet']}>{t('planAverage', { amount: money(field.average) })}</small>
            </span>
            <Input
              inputMode="decimal"
              value={valueOf(field.what, field.average)}
              status={toFen(valueOf(field.what, field.average)) === null ? 'error' : ''}
              onChange={(event) => setTyped({ ...typed, [field.what]: event.target.value })}
            />
          </label>
        ))}
      </div>
      <p>
        <Button
          type="primary"
          loading={save.isPending}
          disabled={entered.some((one) => one.amount === null || one.amount < 0)}
          onClick={() => save.mutate()}
        >
          {t('planSave', { month })}
        </Button>
      </p>
      {save.isError && <Alert type="error" showIcon title={toProblem(save.error).detail} />}
    </>
  );
};
