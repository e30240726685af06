import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Select } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useShop } from '@/shared/session';
import { Section } from '@/shared/ui/page';
import type { Period } from './period';
import css from './reports.module.css';
import { useText } from './text';
import { useMembers } from './use-figures';
import type { Loss, Member } from './wire';

const reasons = [
  'price',
  'stock',
  'delivery',
  'unsuitable',
  'comparing',
  'silent',
  'service',
  'later',
  'other',
] as const;

/** Buyers who asked and did not buy, with the reason as whoever received them sees it. */
export const Losses = ({ scope, period }: { scope: string; period: Period }) => {
  const t = useText();
  const shop = useShop();
  const atInquiry = useMembers({ metric: 'lost_at_inquiry', set: 'shop', scope, name: '' }, period);
  const atPayment = useMembers({ metric: 'lost_at_payment', set: 'shop', scope, name: '' }, period);
  const query = { shop: shop.id, from: period.from, to: period.to };
  const said = useQuery({
    queryKey: ['metrics', 'losses', query],
    queryFn: ({ signal }) => api.get<Loss[]>('/api/metrics/losses', { query, signal }),
  });
  const lost = [...(atPayment.data?.pages[0]?.rows ?? []), ...(atInquiry.data?.pages[0]?.rows ?? [])];
  const known = new Map((said.data ?? []).map((one) => [`${one.day} ${one.buyer}`, one]));
  const counts = reasons
    .map((reason) => ({ reason, n: (said.data ?? []).filter((one) => one.reason === reason).length }))
    .filter(({ n }) => n > 0)
    .sort((a, b) => b.n - a.n);
  const most = counts[0]?.n ?? 1;
  return (
    <Section title={t('lost')}>
      <p className={css['hint']}>{lost.length === 0 ? t('lostNone') : t('lostHint')}</p>
      {counts.length > 0 && (
        <ul className={css['targets']} aria-label={t('reasonsTotal', { n: said.data?.length ?? 0 })}>
          {counts.map(({ reason, n }) => (
            <li key={reason}>
              <span>{t(`reason_${reason}`)}</span>
              <span className={css['bar']}>
                <span className={css['fill']} style={{ width: `${(n / most) * 100}%` }} />
              </span>
              <span className={css['number']}>{n}</span>
            </li>
          ))}
        </ul>
      )}
      {lost.length > 0 && (
        <div className={css['scroll']}>
          <table className={css['rows']}>
            <tbody>
              {lost.map((row) => (
                <LossRow
                  key={`${row.day} ${row.buyer} ${row.item ?? ''}`}
                  row={row}
                  said={known.get(`${row.day} ${row.buyer}`)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
};

const LossRow = ({ row, said }: { row: Member; said: Loss | undefined }) => {
  const t = useText();
  const shop = useShop();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: (reason: string) =>
      api.put('/api/metrics/losses', {
        shop: shop.id,
        buyer: row.buyer,
        day: row.day,
        reason,
        note: said?.note ?? null,
      }),
    onSuccess: () => {
      void message.success(t('saved'));
      return queries.invalidateQueries({ queryKey: ['metrics', 'losses'] });
    },
    onError: (error) => void message.error(toProblem(error).detail),
  });
  return (
    <tr>
      <td>{row.day}</td>
      <td>{row.buyer}</td>
      <td>{row.name ?? ''}</td>
      <td className={css['quiet']}>{t(row.item === null ? 'lostAtInquiry' : 'lostAtPayment')}</td>
      <td>
        <Select
          size="small"
          className={css['reason'] ?? ''}
          aria-label={`${row.buyer ?? ''} ${t('reason')}`}
          placeholder={t('reason')}
          value={said?.reason}
          loading={save.isPending}
          options={reasons.map((reason) => ({ value: reason, label: t(`reason_${reason}`) }))}
          onChange={(reason: string) => save.mutate(reason)}
        />
      </td>
    </tr>
  );
};
