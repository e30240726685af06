import { useState } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useSession, useShop } from '@/shared/session';
import { Section } from '@/shared/ui/page';
import { Loading, LoadFailed } from '@/shared/ui/states';
import { monday, plusDays, type Period } from './period';
import css from './reports.module.css';
import { useText } from './text';
import type { WeekAccount } from './wire';

const most = 4000;

/** What everybody says of the week and will do better in the next one. */
export const WeekAccounts = ({ period }: { period: Period }) => {
  const t = useText();
  const shop = useShop();
  const { person } = useSession();
  const week = monday(period.kind === 'last30' ? plusDays(period.to, -1) : period.from);
  const query = { shop: shop.id, monday: week };
  const list = useQuery({
    queryKey: ['metrics', 'weeks', query],
    queryFn: ({ signal }) => api.get<WeekAccount[]>('/api/metrics/weeks', { query, signal }),
  });
  if (list.isPending) return <Loading rows={6} />;
  if (list.isError) return <LoadFailed error={list.error} onRetry={() => void list.refetch()} />;
  const others = list.data.filter((one) => one.person !== person.id);
  return (
    <>
      <p className={css['small']}>{t('weekOf', { from: week, to: plusDays(week, 6) })}</p>
      <Mine key={week} week={week} written={list.data.find((one) => one.person === person.id)} />
      <Section title={t('weekOthers')}>
        {others.length === 0 && <p className={css['hint']}>{t('weekNone')}</p>}
        {others.map((one) => (
          <article key={one.person} className={css['account']}>
            <h3>{one.name}</h3>
            <h4>{t('weekDone')}</h4>
            <p>{one.done}</p>
            <h4>{t('weekNext')}</h4>
            <p>{one.next}</p>
          </article>
        ))}
      </Section>
    </>
  );
};

const Mine = ({ week, written }: { week: string; written: WeekAccount | undefined }) => {
  const t = useText();
  const shop = useShop();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [done, setDone] = useState(written?.done ?? '');
  const [next, setNext] = useState(written?.next ?? '');
  const save = useMutation({
    mutationFn: () => api.put('/api/metrics/weeks', { shop: shop.id, monday: week, done, next }),
    onSuccess: () => {
      void message.success(t('saved'));
      return queries.invalidateQueries({ queryKey: ['metrics', 'weeks'] });
    },
    onError: (error) => void message.error(toProblem(error).detail),
  });
  return (
    <Section title={t('weekMine')}>
      <div className={css['write']}>
        <label>
          {t('weekDone')}
          <Input.TextArea
            autoSize={{ minRows: 4 }}
            maxLength={most}
            value={done}
            onChange={(event) => setDone(event.target.value)}
          />
        </label>
        <label>
          {t('weekNext')}
          <Input.TextArea
            autoSize={{ minRows: 4 }}
            maxLength={most}
            value={next}
            onChange={(event) => setNext(event.target.value)}
          />
        </label>
      </div>
      <Button
        type="primary"
        loading={save.isPending}
        disabled={done.trim() === '' && next.trim() === ''}
        onClick={() => save.mutate()}
      >
        {t('save')}
      </Button>
    </Section>
  );
};
