import { useMemo } from 'react';
import { App, Button, Checkbox, Select } from 'antd';
import { useTopics } from '@/rooms/guard';
import { toProblem } from '@/shared/api/problem';
import { useSharedText } from '@/shared/i18n/shared-text';
import { useMay } from '@/shared/session';
import { clockTime } from '@/shared/time/format';
import { useZone } from '@/shared/time/use-zone';
import { askedOf } from '../../asked';
import { useLive, useThread, useView } from '../../use-live';
import type { Head } from '../../wire';
import { useHelp, useHelpAct } from '../help/use-help';
import floor from '../floor.module.css';
import { useText } from '../text';
import { fitting } from './fits';
import css from './procedures.module.css';
import { useOpened, useProcedureActs } from './use-procedures';
import type { Opened } from './wire';

const none: never[] = [];

/** What the buyer asks now, and which procedures of the book are for it. */
export const useFitting = (c: string) => {
  const procedures = useView((view) => view.settings.procedures) ?? none;
  const thread = useThread(c);
  const asked = useMemo(() => askedOf((thread?.messages ?? []).map((line) => line.message)), [thread]);
  const topics = useTopics({ conversation: c, text: procedures.length === 0 ? '' : asked }).data?.topics ?? none;
  return { procedures, asked, fits: useMemo(() => fitting(procedures, topics, asked), [procedures, topics, asked]) };
};

/** Procedures beside the conversation: what fits is offered, any can be opened by hand, steps are ticked with name and time. */
export const Procedures = ({ head }: { head: Head }) => {
  const t = useText();
  const shared = useSharedText();
  const { message } = App.useApp();
  const { procedures, asked, fits } = useFitting(head.id);
  const opened = useOpened(head.id);
  const { open } = useProcedureActs(head.id);
  const mayTick = useMay('reception.note.write');
  const known = opened.data ?? none;
  const left = procedures.filter((one) => !known.some((o) => o.key === one.key));
  const offered = fits.filter((fit) => left.includes(fit.procedure));
  const start = (key: string, topic: string | null) =>
    open.mutate({ key, topic }, { onError: (error) => void message.error(toProblem(error).detail) });
  if (opened.isPending) return <p className={floor['hint']}>{shared('loading')}</p>;
  if (opened.isError)
    return (
      <p className={floor['hint']}>
        {toProblem(opened.error).detail}{' '}
        <Button size="small" type="link" onClick={() => void opened.refetch()}>
          {shared('retry')}
        </Button>
      </p>
    );
  return (
    <div className={css['all']}>
      {known.map((one) => (
        <One
          key={one.key}
          head={head}
          opened={one}
          reports={procedures.find((p) => p.key === one.key)?.reports === true}
          asked={asked}
        />
      ))}
      {mayTick && offered.length > 0 && (
        <div className={css['offers']}>
          {offered.map(({ procedure, topic }) => (
            <Button key={procedure.key} size="small" onClick={() => start(procedure.key, topic)}>
              {t('procedureOpen', { title: procedure.title })}
            </Button>
          ))}
        </div>
      )}
      {mayTick && left.length > 0 && (
        <Select
          size="small"
          className={css['choose'] ?? ''}
          value={null}
          placeholder={t('procedureChoose')}
          aria-label={t('procedureChoose')}
          onChange={(key: string | null) => key !== null && start(key, null)}
          options={left.map((one) => ({ value: one.key, label: one.title }))}
        />
      )}
    </div>
  );
};

const One = ({ head, opened, reports, asked }: { head: Head; opened: Opened; reports: boolean; asked: string }) => {
  const t = useText();
  const zone = useZone();
  const live = useLive();
  const { message } = App.useApp();
  const { tick } = useProcedureActs(head.id);
  const mayTick = useMay('reception.note.write');
  const maySend = useMay('reception.message.send') && head.state !== 'closed';
  const done = opened.steps.filter((step) => step.at !== null).length;
  return (
    <section aria-label={opened.title}>
      <h3 className={floor['guide']}>
        {opened.title} <span className={floor['hint']}>{t('needCount', { n: done, of: opened.steps.length })}</span>
      </h3>
      <ol className={css['steps']}>
        {opened.steps.map((step, index) => (
          <li key={step.do}>
            <Checkbox
              checked={step.at !== null}
              disabled={!mayTick || tick.isPending}
              onChange={(event) =>
                tick.mutate(
                  { key: opened.key, step: index, isDone: event.target.checked },
                  { onError: (error) => void message.error(toProblem(error).detail) },
                )
              }
            >
              {step.do}
            </Checkbox>
            {step.at !== null && (
              <span className={css['by']}>{[step.by, clockTime(step.at, zone)].filter(Boolean).join(' ')}</span>
            )}
            {step.at === null && step.say !== null && maySend && (
              <button
                type="button"
                className={css['say']}
                title={t('procedureInsert')}
                onClick={() => live.drafts.put(head.id, 'reply', step.say ?? '')}
              >
                {step.say}
              </button>
            )}
          </li>
        ))}
      </ol>
      {reports && mayTick && <Report head={head} title={opened.title} asked={asked} />}
    </section>
  );
};

/** One press: the matter goes to whoever leads, as a call for help; the answer comes back into the conversation. */
const Report = ({ head, title, asked }: { head: Head; title: string; asked: string }) => {
  const t = useText();
  const { message } = App.useApp();
  const begins = t('reportBegins', { title });
  const call = (useHelp().data ?? []).find(
    (one) => one.conversation === head.id && one.isMine && one.question.startsWith(begins),
  );
  const ask = useHelpAct(() => void message.success(t('reported')));
  if (call !== undefined)
    return (
      <p className={floor['hint']}>
        {call.answer === null
          ? t('reportWaits')
          : t('reportAnswered', { name: call.answeredBy ?? '', answer: call.answer })}
      </p>
    );
  return (
    <Button
      size="small"
      type="primary"
      loading={ask.isPending}
      onClick={() =>
        ask.mutate(
          {
            path: `conversations/${head.id}/help`,
            body: { to: null, text: `${begins}${asked === '' ? t('reportNoWords') : asked}`.slice(0, 500) },
          },
          { onError: (error) => void message.error(toProblem(error).detail) },
        )
      }
    >
      {t('report')}
    </Button>
  );
};
