import type { Message } from './wire';

const canBe = (message: Message): boolean =>
  message.sender === 'agent' && message.kind === 'text' && message.text !== '' && !message.recalled;

/** Of which message a promise is made: the one pointed at if an agent wrote it, else the last of one's own. */
export const promised = (messages: readonly Message[], pointed: number | null, me: string): Message | null => {
  const at = messages.find((message) => message.seq === pointed);
  if (at !== undefined && canBe(at)) return at;
  return messages.findLast((message) => canBe(message) && message.person?.id === me) ?? null;
};
