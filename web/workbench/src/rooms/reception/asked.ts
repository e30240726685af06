import type { Message } from './wire';

type Line = Pick<Message, 'sender' | 'kind' | 'text' | 'recalled' | 'erased'>;

const most = 5;

/** The buyer's newest lines that stand together, the newest last: what is being asked now. */
export const askedOf = (lines: readonly Line[]): string => {
  const words = lines.filter((line) => line.kind === 'text' && !line.recalled && line.erased !== true);
  const last = words.findLastIndex((line) => line.sender === 'buyer');
  if (last < 0) return '';
  let first = last;
  while (first > 0 && last - first < most - 1 && words[first - 1]?.sender === 'buyer') first--;
  return words
    .slice(first, last + 1)
    .map((line) => line.text.trim())
    .join('\n')
    .trim();
};
