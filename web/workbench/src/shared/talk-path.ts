/** A message of a conversation of the house is called after it: its id, and its number in it. */
const ownMessage = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-(\d{6,})$/;

/** Where a message stands in the reception; null for one of a chat that came as a file. */
export const talkOf = (messageId: string): { to: string; conversation: string; seq: number } | null => {
  const [, conversation, number] = ownMessage.exec(messageId) ?? [];
  if (conversation === undefined) return null;
  const seq = Number(number);
  return { to: `/reception/${conversation}?at=${seq}`, conversation, seq };
};
