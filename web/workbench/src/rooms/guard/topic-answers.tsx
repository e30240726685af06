import { Suspense, useEffect, useRef, useState } from 'react';
import { App, Button, Tag } from 'antd';
import { OfferedPromise } from '@/rooms/promises';
import { api } from '@/shared/api/client';
import { newId } from '@/shared/api/id';
import { toProblem } from '@/shared/api/problem';
import { useLanguage } from '@/shared/i18n/language';
import { keyName } from '@/shared/keys/keys';
import { useShop } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import { LoadFailed, Loading } from '@/shared/ui/states';
import { liveWords } from './live-words';
import { useText } from './text';
import { inOrder, type Proposal, type Topic, type TopicAnswer, type TopicPolicy } from './topic-wire';
import css from './topics.module.css';
import { useTopics, type Asked } from './use-topics';

type Props = Asked & {
  /** Lays an approved answer into the reply; without it answers are only shown. */
  onInsert?: ((words: string, promotion: string | null) => void) | undefined;
  /** Takes the focus, so that 1 to 9 lay in and Esc leaves. */
  onLeave?: (() => void) | undefined;
  /** Alt 1 to 9 lay in from anywhere on the page, also while something is being written. */
  everywhere?: boolean;
};

/** What the buyer asks, what the shop answers by case, what must not be said, and the facts of the moment. Fits 320 px. */
export const TopicAnswers = ({ onInsert, onLeave, everywhere = false, ...asked }: Props) => {
  const t = useText();
  const found = useTopics(asked);
  const topics = found.data?.topics ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const topic = topics.find((one) => one.topic === chosen) ?? topics[0];
  const insert = useInsert(onInsert);
  const box = useRef<HTMLDivElement>(null);
  const record = useRef<(() => void) | null>(null);
  const takesFocus = onLeave !== undefined;
  useEffect(() => {
    if (takesFocus) box.current?.focus();
  }, [takesFocus]);

  const answers = topic?.policies.flatMap((policy) => inOrder(policy).map((answer) => ({ policy, answer }))) ?? [];
  useEffect(() => {
    if (!everywhere) return;
    const listen = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.isComposing || !/^Digit[0-9]$/.test(event.code))
        return;
      if (event.code === 'Digit0' && record.current !== null) {
        event.preventDefault();
        record.current();
      }
      const picked = answers[Number(event.code.slice(5)) - 1];
      if (picked === undefined || !picked.answer.isOpen || onInsert === undefined) return;
      event.preventDefault();
      void insert(picked.policy, picked.answer);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  });
  return (
    <div
      ref={box}
      className={css['answers']}
      role="group"
      aria-label={t('topicAnswers')}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
        // What is typed in a dialog that was opened from here is not for us.
        if (box.current?.contains(event.target as Node) !== true) return;
        if (event.key === 'Escape' && onLeave !== undefined) {
          event.stopPropagation();
          onLeave();
        }
        if (event.key === '0' && record.current !== null) {
          event.preventDefault();
          record.current();
        }
        const picked = answers[Number(event.key) - 1];
        if (picked !== undefined && picked.answer.isOpen && onInsert !== undefined) {
          event.preventDefault();
          void insert(picked.policy, picked.answer);
        }
      }}
    >
      {topics.length > 1 && (
        <div className={css['tabs']} role="tablist" aria-label={t('topicsAsked')}>
          {topics.map((one) => (
            <button
              key={one.topic}
              type="button"
              role="tab"
              aria-selected={one === topic}
              onClick={() => setChosen(one.topic)}
            >
              {one.name}
            </button>
          ))}
        </div>
      )}
      {found.data?.position != null && (
        <section className={css['policy']} data-grave>
          <h3>{found.data.position.title}</h3>
          <p className={css['shut']}>{t('onePosition')}</p>
          <p className={css['text']}>{found.data.position.text}</p>
          <NeverSay words={found.data.position.notToSay} />
        </section>
      )}
      {found.isPending && found.isFetching && <Loading rows={2} />}
      {found.isError && <LoadFailed error={found.error} onRetry={() => void found.refetch()} />}
      {found.data !== undefined && topic === undefined && found.data.position === null && (
        <p className={css['quiet']}>{t('noTopic')}</p>
      )}
      {topic !== undefined && (
        <>
          <LiveLine topic={topic} />
          {topic.policies.map((policy) => (
            <Policy
              key={policy.id}
              policy={policy}
              first={answers.findIndex((one) => one.policy === policy)}
              isAlt={everywhere}
              onInsert={onInsert === undefined ? undefined : (answer) => void insert(policy, answer)}
            />
          ))}
          {topic.policies.length === 0 && topic.proposal === null && <p className={css['quiet']}>{t('noPolicyYet')}</p>}
          {topic.proposal !== null && <Proposed key={topic.proposal.key} proposal={topic.proposal} />}
          {topic.promise !== null && asked.conversation !== undefined && (
            <Suspense fallback={null}>
              <OfferedPromise
                key={`${asked.conversation} ${topic.topic}`}
                conversation={asked.conversation}
                offer={topic.promise}
                hotkey={everywhere ? 'alt+0' : '0'}
                pressRef={record}
              />
            </Suspense>
          )}
        </>
      )}
    </div>
  );
};

/** The words as they hold at this moment: what was shown may have ended since. */
const useInsert = (onInsert: Props['onInsert']) => {
  const { message } = App.useApp();
  return (policy: TopicPolicy, answer: TopicAnswer) =>
    api
      .get<{ text: string; promotion: string | null }>(`/api/shop/policies/${policy.id}/answers/${answer.number}`)
      .then((words) => onInsert?.(words.text, words.promotion))
      .catch((error: unknown) => void message.error(toProblem(error).detail));
};

const LiveLine = ({ topic }: { topic: Topic }) => {
  const t = useText();
  if (topic.live.length === 0) return null;
  return (
    <ul className={css['live']} aria-label={t('liveFacts')}>
      {topic.live.map((fact, i) => (
        <li key={`${fact.kind} ${i}`} title={fact.kind === 'promotions' ? (fact.text ?? undefined) : undefined}>
          {liveWords(t, fact)}
        </li>
      ))}
    </ul>
  );
};

type PolicyProps = {
  policy: TopicPolicy;
  /** The key of its first answer, from 0. */
  first: number;
  isAlt: boolean;
  onInsert: ((answer: TopicAnswer) => void) | undefined;
};

const Policy = ({ policy, first, isAlt, onInsert }: PolicyProps) => {
  const t = useText();
  const shop = useShop();
  return (
    <section className={css['policy']}>
      <h3 title={t('sinceWhen', { at: fullMoment(policy.since, shop.zone), n: policy.version })}>
        {policy.title}
        {policy.scope.kind !== 'all' && <Tag color="blue">{t('forProduct')}</Tag>}
      </h3>
      <p className={css['text']}>{policy.text}</p>
      {inOrder(policy).map((one, i) => (
        <div key={one.number} className={css['answer']} data-fits={one.number === policy.fitting}>
          <div className={css['words']}>
            <span className={css['case']}>{one.case}</span>
            <span>{one.answer}</span>
            {!one.isOpen && <span className={css['shut']}>{one.why}</span>}
          </div>
          {onInsert !== undefined && (
            <Button size="small" disabled={!one.isOpen} onClick={() => onInsert(one)}>
              {first + i < 9 && <kbd>{keyName(`${isAlt ? 'alt+' : ''}${first + i + 1}`)}</kbd>} {t('insertAnswer')}
            </Button>
          )}
        </div>
      ))}
      <NeverSay words={policy.notToSay} />
    </section>
  );
};

const NeverSay = ({ words }: { words: readonly string[] }) => {
  const t = useText();
  if (words.length === 0) return null;
  return (
    <p className={css['never']}>
      {t('neverSay')}
      {words.map((one) => (
        <Tag key={one} color="red">
          {one}
        </Tag>
      ))}
    </p>
  );
};

/** Read, never laid in: the shop has not released it. */
const Proposed = ({ proposal }: { proposal: Proposal }) => {
  const t = useText();
  const isEnglish = useLanguage() === 'en';
  const shop = useShop();
  const { message } = App.useApp();
  const [state, setState] = useState<'open' | 'busy' | 'done'>('open');
  const adopt = () => {
    setState('busy');
    api
      .post('/api/shop/policies', {
        shop: shop.id,
        id: newId(Date.now()),
        edition: 0,
        form: {
          key: proposal.key,
          topic: proposal.topic,
          title: proposal.title,
          scope: { kind: 'all', targets: [] },
          from: new Date().toISOString(),
          to: null,
          text: proposal.text,
          answers: proposal.answers.map((one) => ({ ...one, promotion: null })),
          facts: proposal.facts,
          notToSay: proposal.notToSay,
        },
      })
      .then(() => setState('done'))
      .catch((error: unknown) => {
        const problem = toProblem(error);
        setState(problem.code === 'shop.policy.key_taken' ? 'done' : 'open');
        if (problem.code !== 'shop.policy.key_taken') void message.error(problem.detail);
      });
  };
  return (
    <section className={css['policy']} data-proposed>
      <h3>{proposal.title}</h3>
      <p className={css['shut']}>
        {t('notReleased', { book: isEnglish ? proposal.bookTitle.en : proposal.bookTitle.zh })}
      </p>
      <p className={css['text']}>{proposal.text}</p>
      {proposal.answers.map((one) => (
        <div key={one.case} className={css['answer']}>
          <div className={css['words']}>
            <span className={css['case']}>{one.case}</span>
            <span>{one.answer}</span>
          </div>
        </div>
      ))}
      <NeverSay words={proposal.notToSay} />
      {state === 'done' ? (
        <p className={css['quiet']}>{t('adopted')}</p>
      ) : (
        proposal.mayAdopt && (
          <Button size="small" loading={state === 'busy'} onClick={adopt}>
            {t('adopt')}
          </Button>
        )
      )}
    </section>
  );
};
