import { useState } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useShop } from '@/shared/session';
import { dayKey } from '@/shared/time/format';
import { useNow } from '@/shared/time/now';
import { Page } from '@/shared/ui/page';
import { DayPicker } from '@/shared/ui/pickers';
import { Loading, LoadFailed, State } from '@/shared/ui/states';
import { FloorTabs } from '../floor-tabs';
import css from '../floor.module.css';
import { useText } from '../text';
import { AddDesk } from './add-desk';
import { CheckCell, type Line } from './check-cell';

type Checks = {
  day: string;
  rules: string[];
  people: { id: string; name: string; isThere: boolean }[];
  desks: string[];
  lines: Line[];
  mayWrite: boolean;
};

const whole = 'floor';
const desk = 'desk:';
const path = '/api/reception/floor/checks';

/** The floor checklist of the book (DISC-08), ticked per day for each person, desk and the floor as a whole. */
export const ChecksPage = () => {
  const t = useText();
  const shop = useShop();
  const today = dayKey(useNow(), shop.zone);
  const [day, setDay] = useState<string | null>(null);
  const query = { shop: shop.id, day: day ?? today };
  const checks = useQuery({
    queryKey: ['floor', 'checks', query],
    queryFn: ({ signal }) => api.get<Checks>(path, { query, signal }),
    enabled: shop.id !== '',
    placeholderData: (before) => before,
  });
  return (
    <Page title={t('checks')}>
      <FloorTabs />
      {checks.isPending && <Loading rows={8} />}
      {checks.isError && <LoadFailed error={checks.error} onRetry={() => void checks.refetch()} />}
      {checks.data !== undefined && (
        <>
          <div className={css['checkTools']}>
            <DayPicker value={day ?? today} most={today} onChange={setDay} label={t('checksDay')} />
          </div>
          {checks.data.rules.length === 0 ? (
            <State title={t('checksNone')} text={t('checksNoneText')} />
          ) : (
            <Sheet key={day ?? today} checks={checks.data} day={day ?? today} />
          )}
        </>
      )}
    </Page>
  );
};

const Sheet = ({ checks, day }: { checks: Checks; day: string }) => {
  const t = useText();
  const shop = useShop();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [isAll, setAll] = useState(false);
  const [added, setAdded] = useState<readonly string[]>([]);
  const write = useMutation({
    mutationFn: (tick: { subject: string; rule: string; isKept: boolean | null; note: string | null }) =>
      api.post(path, { shop: shop.id, day, ...tick }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['floor', 'checks'] }),
    onError: (error) => void message.error(toProblem(error).detail),
  });
  const known = new Map(checks.lines.map((line) => [`${line.subject} ${line.rule}`, line]));
  const away = checks.people.filter((one) => !one.isThere && !checks.lines.some((line) => line.subject === one.id));
  const shown = checks.mayWrite && !isAll ? checks.people.filter((one) => !away.includes(one)) : checks.people;
  const desks = [...new Set([...checks.desks, ...added])].sort((a, b) =>
    a.localeCompare(b, 'zh-CN', { numeric: true }),
  );
  const rows = [
    { id: whole, name: t('checksWhole') },
    ...shown,
    ...desks.map((name) => ({ id: `${desk}${name}`, name: t('checksDesk', { name }) })),
  ];
  return (
    <>
      <p className={css['hint']}>{t(checks.mayWrite ? 'checksHint' : 'checksMine')}</p>
      <div className={css['checkScroll']}>
        <table className={css['checks']}>
          <thead>
            <tr>
              <th scope="col">{t('checksPerson')}</th>
              {checks.rules.map((rule) => (
                <th key={rule} scope="col">
                  {rule}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => (
              <tr key={one.id}>
                <th scope="row">
                  {one.name}
                  <span className={css['hint']}>
                    {t('checksDone', {
                      n: checks.rules.filter((rule) => known.has(`${one.id} ${rule}`)).length,
                      of: checks.rules.length,
                    })}
                  </span>
                </th>
                {checks.rules.map((rule) => (
                  <td key={rule}>
                    <CheckCell
                      name={one.name}
                      rule={rule}
                      line={known.get(`${one.id} ${rule}`)}
                      mayWrite={checks.mayWrite}
                      onTick={(isKept, note) => write.mutate({ subject: one.id, rule, isKept, note })}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {checks.mayWrite && (
        <div className={css['checkAdd']}>
          <AddDesk onAdd={(name) => setAdded((before) => [...before, name])} />
        </div>
      )}
      {checks.mayWrite && away.length > 0 && !isAll && (
        <Button size="small" type="text" onClick={() => setAll(true)}>
          {t('checksAll', { n: away.length })}
        </Button>
      )}
    </>
  );
};
