import { Fragment } from 'react';
import type { Head, Message } from '../wire';
import { parts, type Found } from './marked';
import css from './search.module.css';
import { useText } from './text';

export const Marked = ({ text, found }: { text: string; found: readonly Found[] }) => (
  <>
    {parts(text, found).map((part, index) =>
      part.isFound ? (
        <mark key={index} className={css['found']}>
          {part.text}
        </mark>
      ) : (
        <Fragment key={index}>{part.text}</Fragment>
      ),
    )}
  </>
);

/** Whose words they are. */
export const useSpeaker = () => {
  const t = useText();
  return (message: Message, head: Head): string => {
    switch (message.sender) {
      case 'buyer':
        return head.buyer.name;
      case 'bot':
      case 'push':
        return t('robot');
      case 'auto-reply':
        return t('autoReply');
      default:
        return message.person?.name ?? t('house');
    }
  };
};
