import { useState } from 'react';
import { Button } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '@/shared/api/client';
import { useMay, useSession, useShop } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import { Page, Section } from '@/shared/ui/page';
import { Loading, LoadFailed, State } from '@/shared/ui/states';
import { Grade, useGradeName } from '../grade';
import { PayTabs } from '../pay-tabs';
import { AssessDialog, DecideDialog } from './dialogs';
import css from './ladder.module.css';
import { useText } from './text';
import type { Condition, Decision, Ladder, Person, Step } from './wire';

/** Who could climb, what is missing, and what was decided. */
export const LadderPage = () => {
  const t = useText();
  const shop = useShop();
  const ladder = useQuery({
    queryKey: ['pay', 'ladder', shop.id],
    queryFn: ({ signal }) => api.get<Ladder>('/api/pay/ladder', { query: { shop: shop.id }, signal }),
  });
  return (
    <Page
      title={t('title')}
      {...(ladder.data?.month == null ? {} : { subtitle: t('asOf', { month: ladder.data.month }) })}
    >
      <PayTabs />
      {ladder.isPending && <Loading />}
      {ladder.isError && <LoadFailed error={ladder.error} onRetry={() => void ladder.refetch()} />}
      {ladder.data !== undefined && <Whole ladder={ladder.data} />}
    </Page>
  );
};

const Whole = ({ ladder }: { ladder: Ladder }) => {
  const t = useText();
  const gradeName = useGradeName();
  if (ladder.steps.length === 0) return <State title={t('noLadder')} text={t('noLadderText')} />;
  const candidates = ladder.people.filter((person) => person.state.isCandidate);
  const others = ladder.people.filter((person) => person.state.next !== null && !person.state.isCandidate);
  const top = ladder.people.filter((person) => person.state.next === null);
  return (
    <>
      {ladder.month === null ? (
        <State title={t('noMonth')} text={t('noMonthText')} action={<Link to="/pay">{t('toMonths')}</Link>} />
      ) : (
        <>
          <Section title={t('candidates')}>
            <p className={css['hint']}>{t('hint')}</p>
            {candidates.length === 0 ? (
              <p className={css['quiet']}>{t('nobody')}</p>
            ) : (
              <People people={candidates} ladder={ladder} />
            )}
          </Section>
          {others.length > 0 && (
            <Section title={t('others')}>
              <People people={others} ladder={ladder} />
            </Section>
          )}
          {top.length > 0 && (
            <Section title={t('top')}>
              <p>
                {top
                  .map((person) => `${person.name ?? person.person} ${gradeName(person.state.grade ?? '')}`.trim())
                  .join(' · ')}
              </p>
            </Section>
          )}
        </>
      )}
      <Section title={t('steps')}>
        <div className={css['steps']}>
          {climbing(ladder.steps).map((step) => (
            <StepCard key={step.to} step={step} />
          ))}
        </div>
      </Section>
      <Section title={t('history')}>
        <History decisions={ladder.decisions} />
      </Section>
    </>
  );
};

const People = ({ people, ladder }: { people: Person[]; ladder: Ladder }) => {
  const t = useText();
  const me = useSession().person.id;
  const mayDecide = useMay('pay.promotion.decide');
  const [deciding, setDeciding] = useState<Person>();
  const [assessing, setAssessing] = useState<Person>();
  return (
    <div className={css['scroll']}>
      <table className={css['table']}>
        <thead>
          <tr>
            <th scope="col">{t('person')}</th>
            <th scope="col">{t('grade')}</th>
            <th scope="col">{t('since')}</th>
            <th scope="col">{t('clean')}</th>
            <th scope="col">{t('next')}</th>
            {mayDecide && <th scope="col" aria-label={t('decide')} />}
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.person}>
              <th scope="row">{person.name ?? person.person}</th>
              <td>
                <Grade grade={person.state.grade} />
              </td>
              <td>{person.state.since}</td>
              <td>{t('cleanN', { n: person.state.cleanMonths })}</td>
              <td>
                {person.state.nextName ?? person.state.next}
                <Conditions conditions={person.state.conditions} />
              </td>
              {mayDecide && (
                <td>
                  <span className={css['acts']}>
                    {person.state.conditions.some((one) => one.kind === 'assessment' && !one.isMet) && (
                      <Button size="small" onClick={() => setAssessing(person)}>
                        {t('assess')}
                      </Button>
                    )}
                    {person.person !== me && person.state.isCandidate && (
                      <Button
                        size="small"
                        type={person.state.isReady ? 'primary' : 'default'}
                        onClick={() => setDeciding(person)}
                      >
                        {t('decide')}
                      </Button>
                    )}
                  </span>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {deciding !== undefined && (
        <DecideDialog person={deciding} first={ladder.nextFirst} onClose={() => setDeciding(undefined)} />
      )}
      {assessing !== undefined && <AssessDialog person={assessing} onClose={() => setAssessing(undefined)} />}
    </div>
  );
};

const useConditionWords = () => {
  const t = useText();
  const name = useGradeName();
  return (condition: Condition) =>
    condition.kind === 'assessment'
      ? t('assessment', { name: name(condition.name ?? '') })
      : t(condition.kind, { had: Math.min(condition.had, condition.needed), needed: condition.needed });
};

export const Conditions = ({ conditions }: { conditions: Condition[] }) => {
  const t = useText();
  const say = useConditionWords();
  return (
    <ul className={css['conditions']}>
      {conditions.map((condition) => (
        <li key={condition.kind} data-met={condition.isMet}>
          {say(condition)} {condition.kind === 'assessment' && t(condition.isMet ? 'passed' : 'missing')}
        </li>
      ))}
    </ul>
  );
};

const StepCard = ({ step }: { step: Step }) => {
  const t = useText();
  const name = useGradeName();
  return (
    <article className={css['step']}>
      <h3>
        {step.name} <small className={css['quiet']}>{`${name(step.from)} → ${name(step.to)}`}</small>
      </h3>
      <ul>
        {step.cleanMonths !== null && <li>{t('needClean', { n: step.cleanMonths })}</li>}
        {step.monthsInGrade !== null && <li>{t('needTenure', { n: step.monthsInGrade })}</li>}
        {step.assessment !== null && <li>{t('assessment', { name: name(step.assessment) })}</li>}
        {step.checklist.map((line) => (
          <li key={line} className={css['quiet']}>
            {line}
          </li>
        ))}
      </ul>
      {step.source !== null && <small className={css['quiet']}>{t('source', { source: step.source })}</small>}
    </article>
  );
};

export const History = ({ decisions }: { decisions: Decision[] }) => {
  const t = useText();
  const name = useGradeName();
  const shop = useShop();
  if (decisions.length === 0) return <p className={css['quiet']}>{t('noHistory')}</p>;
  return (
    <ul className={css['history']}>
      {decisions.map((one) => (
        <li key={one.id}>
          <strong>{one.name ?? one.person}</strong> {`${name(one.from)} → ${name(one.to)}`} · {t(one.decision)}{' '}
          {one.effectiveOn !== null && t('effective', { date: one.effectiveOn })}
          {one.againOn !== null && t('again', { date: one.againOn })}
          <div>{one.reason}</div>
          <small className={css['quiet']}>
            {t('decided', { by: one.by ?? '', at: fullMoment(one.at, shop.zone) })} ·{' '}
            {t('evidence', { month: one.month })}
          </small>
        </li>
      ))}
    </ul>
  );
};

/** From the lowest grade upwards; what hangs on no other step comes last. */
const climbing = (steps: readonly Step[]): readonly Step[] => {
  const ordered: Step[] = [];
  let next = steps.find((step) => !steps.some((other) => other.to === step.from));
  while (next !== undefined && !ordered.includes(next)) {
    ordered.push(next);
    const reached: string = next.to;
    next = steps.find((step) => step.from === reached);
  }
  return [...ordered, ...steps.filter((step) => !ordered.includes(step))];
};
