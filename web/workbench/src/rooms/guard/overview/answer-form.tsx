import { useState } from 'react';
import { Alert, App, Button, Input } from 'antd';
import { Link } from 'react-router';
import { toProblem } from '@/shared/api/problem';
import { DraftChoice, useDraftChoice } from './draft-choice';
import { HitRow } from './hits-view';
import css from './overview.module.css';
import { useText } from './text';
import { useAct } from './use-overview';
import type { Tried } from './wire';

const lines = (typed: string): string[] =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const fields = ['except', 'unless', 'terms'] as const;

/** The owner writes the exception, sees what it would have let through, and lays it into a draft; or says why not. */
export const AnswerForm = ({ id, suggested }: { id: string; suggested: string }) => {
  const t = useText();
  const { message } = App.useApp();
  const [typed, setTyped] = useState({ except: suggested, unless: '', terms: '' });
  const [note, setNote] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const { id: draft } = useDraftChoice(chosen);
  const [made, setMade] = useState<string | null>(null);
  const tries = useAct<Tried>(`/disputes/${id}/try`);
  const accept = useAct<{ draft: string }>(`/disputes/${id}/accept`, (answer) => {
    setMade(answer.draft);
    void message.success(t('accepted'));
  });
  const decline = useAct(`/disputes/${id}/decline`, () => void message.success(t('declined')));
  const change = { except: lines(typed.except), unless: lines(typed.unless), terms: lines(typed.terms), draft };
  const isEmpty = change.except.length + change.unless.length + change.terms.length === 0;
  const problem = [tries, accept, decline].find((one) => one.isError)?.error;
  const begin = () => [tries, accept, decline].forEach((one) => one.reset());
  return (
    <section className={css['form']}>
      <h3 className={css['small']}>{t('exception')}</h3>
      {fields.map((field) => (
        <label key={field} className={css['field']}>
          <span>{t(field)}</span>
          <Input.TextArea
            aria-label={t(field)}
            autoSize={{ minRows: 1, maxRows: 5 }}
            value={typed[field]}
            placeholder={field === 'except' ? t('exceptHint') : ''}
            onChange={(event) => {
              begin();
              setTyped({ ...typed, [field]: event.target.value });
            }}
          />
        </label>
      ))}
      <DraftChoice chosen={chosen} onChange={setChosen} />
      <label className={css['field']}>
        <span>{t('answer')}</span>
        <Input
          aria-label={t('answer')}
          maxLength={300}
          value={note}
          placeholder={t('answerNote')}
          onChange={(event) => setNote(event.target.value)}
        />
      </label>
      {problem !== undefined && <Alert type="error" showIcon title={toProblem(problem).detail} />}
      <div className={css['bar']}>
        <Button
          disabled={isEmpty}
          loading={tries.isPending}
          onClick={() => {
            begin();
            tries.mutate(change);
          }}
        >
          {t('try')}
        </Button>
        <Button
          type="primary"
          disabled={isEmpty}
          loading={accept.isPending}
          onClick={() => {
            accept.reset();
            accept.mutate({ ...change, note });
          }}
        >
          {t('accept')}
        </Button>
        <Button
          danger
          disabled={note.trim() === ''}
          title={t('declineNote')}
          loading={decline.isPending}
          onClick={() => decline.mutate({ note })}
        >
          {t('decline')}
        </Button>
      </div>
      {made !== null && <Link to={`/rules/books/${made}`}>{t('toDraft')}</Link>}
      {tries.data !== undefined && <Outcome tried={tries.data} />}
    </section>
  );
};

const Outcome = ({ tried }: { tried: Tried }) => {
  const t = useText();
  if (tried.days === null) return <p className={css['quiet']}>{t('triedNone')}</p>;
  return (
    <section aria-label={t('triedTitle')}>
      <h3 className={css['small']}>{t('triedTitle')}</h3>
      <p>
        {t('triedText', {
          days: tried.days,
          looked: tried.looked,
          more: tried.more ? t('triedMore') : '',
          released: tried.released,
          still: tried.stillRings,
          unsure: tried.unsure,
        })}
      </p>
      {tried.released > 0 && (
        <>
          <p className={css['meta']}>
            {tried.byEffect.map((one) => (
              <span key={one.effect}>
                {t(one.effect)} {one.count}
              </span>
            ))}
          </p>
          <Alert
            type={tried.heldBack > 0 ? 'warning' : 'info'}
            showIcon
            title={tried.heldBack > 0 ? t('triedHeld', { n: tried.heldBack }) : t('triedNoHeld')}
          />
          <ul className={css['hits']}>
            {tried.hits.map((line) => (
              <HitRow key={line.id} line={line} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
};
