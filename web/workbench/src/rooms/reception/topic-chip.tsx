import { Suspense, useCallback, useMemo, useState, type RefObject } from 'react';
import { TopicAnswers, useTopics } from '@/rooms/guard';
import { useCommands, type Command } from '@/shared/keys/commands';
import { keyName } from '@/shared/keys/keys';
import { Loading } from '@/shared/ui/states';
import { askedOf } from './asked';
import { openPolicyAt } from './opened-topic';
import { useText } from './text';
import css from './topic-chip.module.css';
import { useLive, useThread } from './use-live';

type Props = { c: string; isOn: boolean; field: RefObject<HTMLTextAreaElement | null> };

/** What the buyer's newest lines ask: one chip in the line of tools, where nothing moves; one key opens the answers above the box. */
export const TopicChip = ({ c, isOn, field }: Props) => {
  const t = useText();
  const live = useLive();
  const thread = useThread(c);
  const asked = useMemo(() => askedOf((thread?.messages ?? []).map((line) => line.message)), [thread]);
  const found = useTopics({ conversation: c, text: isOn ? asked : '' });
  const [openFor, setOpen] = useState<string | null>(null);
  const topics = found.data?.topics ?? [];
  const hasPosition = found.data?.position != null;
  const first = topics[0];
  const policy = first?.policies[0]?.id;
  const isShown = isOn && asked !== '' && (first !== undefined || hasPosition);
  const isOpen = isShown && openFor === asked;

  const toggle = useCallback(() => {
    setOpen((before) => (before === asked ? null : asked));
    if (policy !== undefined) openPolicyAt(c, policy);
  }, [asked, c, policy]);
  useCommands(
    useMemo(
      (): Command[] =>
        isShown ? [{ id: 'topic', label: t('keyTopic'), group: t('keysWrite'), key: 'alt+a', run: toggle }] : [],
      [isShown, t, toggle],
    ),
  );
  if (!isShown) return null;
  const leave = () => {
    setOpen(null);
    field.current?.focus();
  };
  const name = first?.name ?? t('agreedPosition');
  return (
    <>
      <button
        type="button"
        className={css['chip']}
        aria-expanded={isOpen}
        data-grave={hasPosition}
        title={`${t('keyTopic')} ${keyName('alt+a')}`}
        onClick={toggle}
      >
        {t('asksAbout', { name })}
        {topics.length > 1 && <span>+{topics.length - 1}</span>}
        <kbd>{keyName('alt+a')}</kbd>
      </button>
      {isOpen && (
        <div className={css['above']}>
          <Suspense fallback={<Loading rows={2} />}>
            <TopicAnswers
              key={asked}
              conversation={c}
              text={asked}
              onInsert={(words) => {
                live.drafts.put(c, 'reply', words);
                leave();
              }}
              onLeave={leave}
            />
          </Suspense>
        </div>
      )}
    </>
  );
};
