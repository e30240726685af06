import { useState } from 'react';
import { TeamOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { api } from '@/shared/api/client';
import { Avatar } from '@/shared/ui/avatar';
import { useSharedText } from '@/shared/i18n/shared-text';
import { DutyMark } from './duty-mark';
import css from './forms.module.css';
import { useText } from './text';
import { useView } from './use-live';
import type { Colleague, Head } from './wire';

const dutyRank: Record<string, number> = { ready: 0, busy: 1, away: 2, 'on-hold': 3, off: 4 };

/** Who can take it best stands first: ready people with the fewest conversations. */
const inOrder = (people: readonly Colleague[]): Colleague[] =>
  [...people].sort(
    (a, b) => (dutyRank[a.duty] ?? 5) - (dutyRank[b.duty] ?? 5) || a.load - b.load || a.name.localeCompare(b.name),
  );

type Team = { id: string; name: string };
type TransferProps = {
  head: Head;
  onDone: (person: Colleague, reason: string) => void;
  onTeam: (team: Team, reason: string) => void;
};

const useTeams = (shop: string) =>
  useQuery({
    queryKey: ['reception-teams', shop],
    queryFn: ({ signal }) => api.get<Team[]>('/api/reception/teams', { query: { shop }, signal }),
    staleTime: 60_000,
  });

export const TransferForm = ({ head, onDone, onTeam }: TransferProps) => {
  const t = useText();
  const people = useView((view) => view.people);
  const [words, setWords] = useState('');
  const [reason, setReason] = useState('');
  const [chosen, setChosen] = useState<Colleague | null>(null);
  const [team, setTeam] = useState<Team | null>(null);
  const all = useTeams(head.shopId).data ?? [];
  const teams = all.filter((one) => one.name.includes(words));
  const found = inOrder(people).filter((person) => person.id !== head.assignee?.id && person.name.includes(words));
  const submit = () => {
    const person = chosen ?? found[0];
    if (reason.trim() === '') return;
    if (team !== null) onTeam(team, reason.trim());
    else if (person !== undefined) onDone(person, reason.trim());
  };
  return (
    <form
      className={css['form']}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {all.length > 0 && (
        <div className={css['quick']} role="group" aria-label={t('handTo')}>
          {all.map((one) => (
            <Button
              key={one.id}
              size="small"
              icon={<TeamOutlined />}
              onClick={() => onTeam(one, reason.trim() === '' ? t('handReason', { team: one.name }) : reason.trim())}
            >
              {t('handOver', { team: one.name })}
            </Button>
          ))}
        </div>
      )}
      <Input
        autoFocus
        value={words}
        placeholder={t('findPerson')}
        aria-label={t('findPerson')}
        onChange={(event) => setWords(event.target.value)}
      />
      <div className={css['people']} role="radiogroup" aria-label={t('transferTo')}>
        {found.map((person) => (
          <button
            key={person.id}
            type="button"
            role="radio"
            aria-checked={chosen?.id === person.id}
            className={css['person']}
            onClick={() => {
              setChosen(person);
              setTeam(null);
            }}
          >
            <Avatar name={person.name} seed={person.id} size={26} />
            <span className={css['personName']}>{person.name}</span>
            <DutyMark duty={person.duty} />
            <span className={css['hint']}>{t('load', { n: person.load })}</span>
          </button>
        ))}
        {teams.map((one) => (
          <button
            key={one.id}
            type="button"
            role="radio"
            aria-checked={team?.id === one.id}
            className={css['person']}
            onClick={() => {
              setTeam(one);
              setChosen(null);
            }}
          >
            <TeamOutlined />
            <span className={css['personName']}>{one.name}</span>
            <span className={css['hint']}>{t('teamQueue')}</span>
          </button>
        ))}
      </div>
      <Input
        value={reason}
        placeholder={t('transferReason')}
        aria-label={t('transferReason')}
        onChange={(event) => setReason(event.target.value)}
      />
      <Button
        type="primary"
        htmlType="submit"
        disabled={(team ?? chosen ?? found[0]) === undefined || reason.trim() === ''}
      >
        {(team ?? chosen) === null ? t('transfer') : `${t('transfer')} → ${(team ?? chosen)?.name ?? ''}`}
      </Button>
    </form>
  );
};

/** An act that only asks why. */
export const ReasonForm = ({ hint, onDone }: { hint?: string; onDone: (reason: string) => void }) => {
  const t = useText();
  const shared = useSharedText();
  const [reason, setReason] = useState('');
  return (
    <form
      className={css['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== '') onDone(reason.trim());
      }}
    >
      <Input
        autoFocus
        value={reason}
        maxLength={500}
        placeholder={hint ?? t('reasonNeeded')}
        aria-label={hint ?? t('reasonNeeded')}
        onChange={(event) => setReason(event.target.value)}
      />
      <Button type="primary" htmlType="submit" disabled={reason.trim() === ''}>
        {shared('ok')}
      </Button>
    </form>
  );
};
