import { useState } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, InputNumber, Modal, Segmented, Select } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useShop } from '@/shared/session';
import { Section } from '@/shared/ui/page';
import { Loading, LoadFailed } from '@/shared/ui/states';
import { useNameOf } from './names';
import css from './reports.module.css';
import { RowsDrawer } from './rows-drawer';
import { useText } from './text';
import { useDefinitions, type Door } from './use-figures';
import { amount, written } from './value';
import type { Definition } from './wire';

type Line = {
  scope: string;
  name: string;
  kind: 'shop' | 'team' | 'person';
  metric: string;
  isOfMonth: boolean;
  value: number;
  /** Null where only one's own part may be seen. */
  reached: number | null;
  mine: number | null;
  mayOpen: boolean;
};
type Today = { day: string; lines: Line[]; waiting: number; maySet: boolean; teams: string[]; metrics: string[] };

const againMs = 60_000;
const whileCountingMs = 3_000;

/** Targets of the day with how far each is (REP-10), for the floor and for an agent's own page. */
export const TodayTargets = ({ isMine }: { isMine: boolean }) => {
  const t = useText();
  const shop = useShop();
  const [door, setDoor] = useState<Door | null>(null);
  const [sets, setSets] = useState(false);
  const definitions = useDefinitions();
  const today = useQuery({
    queryKey: ['metrics', 'targets', 'today', shop.id],
    queryFn: ({ signal }) => api.get<Today>('/api/metrics/targets/today', { query: { shop: shop.id }, signal }),
    refetchInterval: (kept) => ((kept.state.data?.waiting ?? 0) > 0 ? whileCountingMs : againMs),
    enabled: shop.id !== '',
  });
  if (today.isError && today.data === undefined)
    return <LoadFailed error={today.error} onRetry={() => void today.refetch()} />;
  if (today.data === undefined || definitions.data === undefined) return <Loading rows={2} />;
  const { lines, maySet, day } = today.data;
  if (lines.length === 0 && (isMine || !maySet)) return null;
  return (
    <Section
      title={t('todayTargets')}
      actions={
        maySet &&
        !isMine && (
          <Button size="small" onClick={() => setSets(true)}>
            {t('setTarget')}
          </Button>
        )
      }
    >
      {lines.length === 0 && <p className={css['quiet']}>{t('noTargets')}</p>}
      <ul className={css['targets']}>
        {lines.map((line) => (
          <TargetLine
            key={`${line.scope} ${line.metric}`}
            line={line}
            definition={definitions.data.get(line.metric)}
            onOpen={setDoor}
          />
        ))}
      </ul>
      <RowsDrawer door={door} period={{ from: day, to: nextDay(day) }} onClose={() => setDoor(null)} />
      {sets && <SetTarget today={today.data} definitions={definitions.data} onDone={() => setSets(false)} />}
    </Section>
  );
};

const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

type LineProps = { line: Line; definition: Definition | undefined; onOpen: (door: Door) => void };

const TargetLine = ({ line, definition, onOpen }: LineProps) => {
  const t = useText();
  const nameOf = useNameOf();
  if (definition === undefined) return null;
  const { unit } = definition;
  const done = amount(unit, line.reached ?? line.mine, null) ?? 0;
  const share = done / line.value;
  const sum = `${line.reached === null ? `${t('mineShort')} ` : ''}${written(unit, done)} / ${written(unit, line.value)} · ${t('targetDone', { share: `${(share * 100).toFixed(1)}%` })}`;
  return (
    <li>
      <span>
        {t('targetNow', { scope: line.name, metric: nameOf(definition) })}
        {line.isOfMonth && <small className={css['quiet']}> {t('ofMonth')}</small>}
      </span>
      <span className={css['bar']}>
        <span className={css['fill']} style={{ width: `${Math.min(1, share) * 100}%` }} />
      </span>
      <span className={css['number']}>
        {line.mayOpen ? (
          <button
            type="button"
            className={css['door']}
            onClick={() =>
              onOpen({
                metric: line.metric,
                set: 'shop',
                scope: line.kind === 'shop' ? 'shop' : line.scope,
                name: `${line.name} ${nameOf(definition)}`,
              })
            }
          >
            {sum}
          </button>
        ) : (
          sum
        )}
        {line.mine !== null && line.reached !== null && (
          <small className={css['quiet']}>
            {' '}
            {t('ofThatMine', { n: written(unit, amount(unit, line.mine, null) ?? 0) ?? '' })}
          </small>
        )}
      </span>
    </li>
  );
};

const wholeShop = '';

type SetProps = { today: Today; definitions: ReadonlyMap<string, Definition>; onDone: () => void };

const SetTarget = ({ today, definitions, onDone }: SetProps) => {
  const t = useText();
  const shop = useShop();
  const nameOf = useNameOf();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [team, setTeam] = useState(today.teams[0] ?? wholeShop);
  const [metric, setMetric] = useState(
    today.metrics.includes('agent_sales') ? 'agent_sales' : (today.metrics[0] ?? ''),
  );
  const [span, setSpan] = useState<'day' | 'month'>('day');
  const [value, setValue] = useState<number | null>(null);
  const save = useMutation({
    mutationFn: () =>
      api.put('/api/metrics/targets', {
        shop: shop.id,
        period: span === 'day' ? today.day : today.day.slice(0, 7),
        team: team === wholeShop ? null : team,
        metric,
        value,
      }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['metrics', 'targets'] });
      void message.success(t(value === null ? 'targetGone' : 'targetSet'));
      onDone();
    },
  });
  return (
    <Modal
      open
      title={t('setTarget')}
      okText={t('keepTarget')}
      okButtonProps={{ loading: save.isPending }}
      onOk={() => save.mutate()}
      onCancel={onDone}
    >
      <p className={css['quiet']}>{t('setTargetHint')}</p>
      <Form layout="vertical" size="small">
        <Form.Item label={t('targetWhose')}>
          <Select
            aria-label={t('targetWhose')}
            value={team}
            onChange={setTeam}
            options={[
              { value: wholeShop, label: t('wholeShop') },
              ...today.teams.map((one) => ({ value: one, label: one })),
            ]}
          />
        </Form.Item>
        <Form.Item label={t('targetWhat')}>
          <Select
            aria-label={t('targetWhat')}
            value={metric}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={setMetric}
            options={today.metrics.flatMap((one) => {
              const definition = definitions.get(one);
              return definition === undefined ? [] : [{ value: one, label: nameOf(definition) }];
            })}
          />
        </Form.Item>
        <Form.Item label={t('targetWhen')}>
          <Segmented
            value={span}
            onChange={setSpan}
            options={[
              { value: 'day', label: t('targetToday') },
              { value: 'month', label: t('targetMonth') },
            ]}
          />
        </Form.Item>
        <Form.Item label={t('targetValue')}>
          <InputNumber
            autoFocus
            min={0}
            max={1_000_000_000}
            style={{ width: 180 }}
            aria-label={t('targetValue')}
            value={value}
            onChange={setValue}
            onPressEnter={() => save.mutate()}
          />
        </Form.Item>
      </Form>
      {save.isError && <Alert type="error" title={toProblem(save.error).detail} />}
    </Modal>
  );
};
