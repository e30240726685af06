import { Suspense } from 'react';
import { TopicAnswers } from '@/rooms/guard';
import { useThread } from '../use-live';
import type { Head } from '../wire';
import { asked } from './asked';
import css from './companion.module.css';
import { useText } from './text';

/** Below what the buyer said: what they ask, what the shop answers, and Alt 1 to 9 that lay it into the reply. */
export const TopicBlock = ({ head, onInsert }: { head: Head; onInsert: (words: string) => void }) => {
  const t = useText();
  const messages = useThread(head.id)?.messages ?? [];
  const text = asked(messages.map((told) => told.message));
  if (text === '') return null;
  return (
    <section className={css['topics']} aria-label={t('topics')}>
      <Suspense fallback={null}>
        <TopicAnswers
          key={text}
          text={text}
          conversation={head.id}
          item={head.product?.id}
          onInsert={onInsert}
          everywhere
        />
      </Suspense>
    </section>
  );
};
