import { useState } from 'react';
import { App, Button } from 'antd';
import { Link } from 'react-router';
import { useShop } from '@/shared/session';
import { clockTime, dayKey } from '@/shared/time/format';
import { Section } from '@/shared/ui/page';
import { Loading, LoadFailed, State } from '@/shared/ui/states';
import { Marked } from './marked';
import css from './overview.module.css';
import { SayingDialog } from './saying-dialog';
import { useText } from './text';
import { useAct, useNearby } from './use-overview';
import type { NearLine, Nearby } from './wire';

type Chosen = { rule: string; saying: string; near: string | null };

/** Words that agents invent: what came close to a rule without ringing, and what is often said around it. */
export const NearView = () => {
  const t = useText();
  const near = useNearby();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  if (near.isPending) return <Loading rows={6} />;
  if (near.isError) return <LoadFailed error={near.error} onRetry={() => void near.refetch()} />;
  const { days, groups, phrases, rules, mayPropose } = near.data;
  if (days === null) return <State title={t('nearOff')} text={t('nearOffText')} />;
  return (
    <>
      <Section>
        <p className={css['quiet']}>{t('nearHint', { days })}</p>
        {groups.length === 0 && <State title={t('nearNone')} text={t('nearNoneText', { days })} />}
        {groups.map((group) => (
          <section key={group.rule}>
            <h3 className={css['small']}>
              <span className={css['level']} data-level={group.level}>
                {t(group.level)}
              </span>{' '}
              {group.name} <small>{t('timesN', { n: group.lines.length })}</small>
            </h3>
            <ul className={css['hits']}>
              {group.lines.map((line) => (
                <Row
                  key={line.id}
                  line={line}
                  onPropose={
                    mayPropose ? () => setChosen({ rule: group.rule, saying: line.slice, near: line.id }) : null
                  }
                />
              ))}
            </ul>
          </section>
        ))}
      </Section>
      {phrases.length > 0 && (
        <Section title={t('phrases')}>
          <p className={css['quiet']}>{t('phrasesHint')}</p>
          <Phrases
            near={near.data}
            onPropose={mayPropose ? (saying) => setChosen({ rule: rules[0]?.rule ?? '', saying, near: null }) : null}
          />
        </Section>
      )}
      {chosen !== null && (
        <SayingDialog
          key={chosen.near ?? chosen.saying}
          rules={rules}
          rule={chosen.rule}
          saying={chosen.saying}
          near={chosen.near}
          onDone={() => setChosen(null)}
        />
      )}
    </>
  );
};

const Row = ({ line, onPropose }: { line: NearLine; onPropose: (() => void) | null }) => {
  const t = useText();
  const { zone } = useShop();
  const { message } = App.useApp();
  const aside = useAct(`/near/${line.id}/set-aside`, () => void message.success(t('asideDone')));
  return (
    <li className={css['hit']}>
      <p className={css['words']}>
        <Marked text={line.text} start={line.start} length={line.slice.length} />
      </p>
      <p className={css['meta']}>
        <span>{line.personName}</span>
        <time dateTime={line.at}>{`${dayKey(line.at, zone)} ${clockTime(line.at, zone)}`}</time>
        <Link to={`/reception/${line.conversation}?at=${line.seq}`}>{t('open')}</Link>
        {onPropose !== null && (
          <Button type="link" size="small" onClick={onPropose}>
            {t('nearPropose')}
          </Button>
        )}
        <Button type="link" size="small" loading={aside.isPending} onClick={() => aside.mutate({})}>
          {t('setAside')}
        </Button>
      </p>
    </li>
  );
};

const Phrases = ({ near, onPropose }: { near: Nearby; onPropose: ((saying: string) => void) | null }) => {
  const t = useText();
  return (
    <ul className={css['phrases']}>
      {near.phrases.map((one) => (
        <li key={one.phrase}>
          <Link to={`/reception/${one.example}`}>{one.phrase}</Link>
          <small>{t('inTalks', { n: one.conversations })}</small>
          {onPropose !== null && (
            <Button type="link" size="small" onClick={() => onPropose(one.phrase)}>
              {t('nearPropose')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
};
