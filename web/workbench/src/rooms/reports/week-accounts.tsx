import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { sharedText } from '@/shared/i18n/shared-text';
import { useSession, useShop } from '@/shared/session';
import { dayKey } from '@/shared/time/format';
import { useNow } from '@/shared/time/now';
import { Section } from '@/shared/ui/page';
import { Loading, LoadFailed } from '@/shared/ui/states';
import type { BoardProps } from './boards';
import { monday, plusDays } from './period';
import css from './reports.module.css';
import { useText } from './text';
import { Tiles, type Wanted } from './tiles';
import { useDefinitions, useFigures } from './use-figures';
import { useWeekAccounts } from './week-list';
import type { WeekAccount } from './wire';

const most = 4000;

/** What somebody looks at before writing. */
const ofWeek: readonly Wanted[] = [
  { metric: 'received_buyers' },
  { metric: 'agent_sales' },
  { metric: 'conversion_final' },
  { metric: 'average_response' },
];

/** What everybody says of the week and will do better in the next one. */
export const WeekAccounts = ({ period, onOpen }: BoardProps) => {
  const t = useText();
  const shop = useShop();
  const { person } = useSession();
  const today = dayKey(useNow(), shop.zone);
  // The week that is going on when the period holds today, else its last one.
  const week = monday(period.from <= today && today < period.to ? today : plusDays(period.to, -1));
  const span = { kind: 'week' as const, from: week, to: plusDays(week, 7) };
  const people = useFigures('person', span, ['received_buyers']);
  const own = useFigures('me', span);
  const definitions = useDefinitions();
  const list = useWeekAccounts(week);
  if (list.isPending) return <Loading rows={6} />;
  if (list.isError) return <LoadFailed error={list.error} onRetry={() => void list.refetch()} />;
  const missing = (people.data?.scopes ?? []).filter(
    ({ scope }) => scope !== `person:${person.id}` && !list.data.some((one) => `person:${one.person}` === scope),
  );
  const others = list.data.filter((one) => one.person !== person.id);
  return (
    <>
      <p className={css['small']}>{t('weekOf', { from: week, to: plusDays(week, 6) })}</p>
      {own.data !== undefined && definitions.data !== undefined && (
        <Tiles
          figures={own.data}
          scope={`person:${person.id}`}
          wanted={ofWeek}
          definitions={definitions.data}
          onOpen={onOpen}
        />
      )}
      <Mine key={week} week={week} written={list.data.find((one) => one.person === person.id)} />
      <Section title={t('weekOthers')}>
        {others.length === 0 && <p className={css['hint']}>{t('weekNone')}</p>}
        {missing.length > 0 && (
          <p className={css['hint']}>
            {t('weekMissing', { names: missing.map(({ name }) => name).join(sharedText('listMark')) })}
          </p>
        )}
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
