import type { Thread, Told } from './state';
import type { Message } from './wire';

/** A piece of the record that was read apart, and what the feed keeps behind it where the two touch. */
export const joined = (
  read: readonly Message[],
  thread: Thread | undefined,
): { messages: readonly Told[]; isJoined: boolean } => {
  const piece = read.map((message): Told => ({ message, n: 0 }));
  const first = thread?.isLoaded === true && !thread.hasHole ? thread.messages[0]?.message.seq : undefined;
  const last = read.at(-1)?.seq;
  if (thread === undefined || first === undefined || last === undefined || last < first - 1) {
    return { messages: piece, isJoined: false };
  }
  // What the feed tells is the newer word.
  return { messages: [...piece.filter(({ message }) => message.seq < first), ...thread.messages], isJoined: true };
};
