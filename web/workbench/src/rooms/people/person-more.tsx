import { Fragment } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { fullMoment } from '@/shared/time/format';
import { useZone } from '@/shared/time/use-zone';
import { Section } from '@/shared/ui/page';
import { SessionList } from './session-list';
import { useText } from './text';
import { usePlaces } from './use-places';
import css from './people.module.css';
import type { PersonDetail, SessionLine } from './wire';

/** Which platform accounts the person used, and when. */
export const PersonAccounts = ({ person }: { person: PersonDetail }) => {
  const t = useText();
  const zone = useZone();
  const places = usePlaces();
  return (
    <Section title={t('accountsOf')}>
      {person.accounts.length === 0 && <p className={css['quiet']}>{t('noAccounts')}</p>}
      {person.accounts.map((used) => (
        <div key={used.useId} className={css['between']}>
          <span className={css['grow']}>
            {used.name} <span className={css['quiet']}>{places.shopName(used.shopId)}</span>
          </span>
          <span className={css['quiet']}>
            {fullMoment(used.from, zone)} – {used.to === null ? t('untilNow') : fullMoment(used.to, zone)}
          </span>
        </div>
      ))}
    </Section>
  );
};

/** What files said in columns that nobody knows. */
export const PersonKept = ({ person }: { person: PersonDetail }) => {
  const t = useText();
  const places = usePlaces();
  if (person.kept.length === 0) return null;
  return (
    <Section title={t('keptTitle')}>
      {person.kept.map((part) => (
        <div key={`${part.shopId} ${part.account ?? ''} ${part.from ?? ''}`}>
          <p className={css['quiet']}>
            {places.shopName(part.shopId)} · {part.account ?? t('keptFrom', { date: part.from ?? '' })}
          </p>
          <dl className={css['facts']}>
            {Object.entries(part.cells).map(([header, cell]) => (
              <Fragment key={header}>
                <dt>{header}</dt>
                <dd>{cell}</dd>
              </Fragment>
            ))}
          </dl>
        </div>
      ))}
    </Section>
  );
};

export const PersonSessions = ({ person }: { person: PersonDetail }) => {
  const t = useText();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const path = `/api/people/persons/${person.id}/sessions`;
  const sessions = useQuery({
    queryKey: ['people', 'sessions', person.id],
    queryFn: () => api.get<{ sessions: SessionLine[] }>(path),
  });
  const endAll = async () => {
    try {
      await api.post(`${path}/end`);
      await queries.invalidateQueries({ queryKey: ['people', 'sessions', person.id] });
    } catch (error) {
      void message.error(toProblem(error).detail);
    }
  };
  return (
    <Section
      title={t('sessionsOf')}
      actions={
        (sessions.data?.sessions.length ?? 0) > 0 && (
          <Button size="small" danger onClick={() => void endAll()}>
            {t('endAllSessions')}
          </Button>
        )
      }
    >
      <SessionList sessions={sessions.data?.sessions ?? []} />
    </Section>
  );
};
