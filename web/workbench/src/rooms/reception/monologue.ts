import type { Message } from './wire';

export type Said = { run: number; mine: number; theirs: number };

type Line = Pick<Message, 'sender' | 'kind' | 'recalled'>;

const isWords = ({ kind, recalled }: Line): boolean => kind !== 'system' && kind !== 'note' && !recalled;
const isHuman = ({ sender }: Line): boolean => sender === 'agent' || sender === 'assist-bot';

/** How many lines agents and buyer said, and how many of the agents stand at the end without a word of the buyer (CHAT-20). */
export const saidOf = (lines: readonly Line[]): Said => {
  const words = lines.filter((line) => isWords(line) && (isHuman(line) || line.sender === 'buyer'));
  const last = words.findLastIndex((line) => line.sender === 'buyer');
  return {
    run: words.length - 1 - last,
    mine: words.filter((line) => isHuman(line)).length,
    theirs: words.filter((line) => line.sender === 'buyer').length,
  };
};
