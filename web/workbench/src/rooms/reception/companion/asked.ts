import type { Message } from '../wire';

/** What the buyer said last, without a word of ours between; it stays while the answer to it is on its way. */
export const asked = (messages: readonly Pick<Message, 'sender' | 'kind' | 'text' | 'recalled'>[]): string => {
  const said = messages.filter((one) => one.kind === 'text' && !one.recalled);
  const last = said.findLastIndex((one) => one.sender === 'buyer');
  const before = said.slice(0, last).findLastIndex((one) => one.sender !== 'buyer');
  return last < 0
    ? ''
    : said
        .slice(before + 1, last + 1)
        .map((one) => one.text)
        .join('\n');
};
