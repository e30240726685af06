import { dayKey } from '@/shared/time/format';
import type { Told } from './state';
import type { Message } from './wire';

/** What the record shows, line by line. Steps of the house between two words are folded into one line. */
export type RecordLine =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'unread'; key: string; count: number }
  | { kind: 'steps'; key: string; messages: readonly Message[] }
  | { kind: 'message'; key: string; message: Message; isFollowing: boolean };

const followsWithinMs = 120_000;

export const toLines = (
  told: readonly Told[],
  zone: string,
  unreadAfterSeq: number | null,
  unreadCount: number,
): RecordLine[] => {
  const lines: RecordLine[] = [];
  let day = '';
  let steps: Message[] = [];
  let before: Message | null = null;
  let isMarked = false;
  const closeSteps = () => {
    const first = steps[0];
    if (first !== undefined) lines.push({ kind: 'steps', key: `steps-${first.seq}`, messages: steps });
    steps = [];
  };
  for (const { message } of told) {
    const itsDay = dayKey(message.at, zone);
    if (itsDay !== day) {
      closeSteps();
      lines.push({ kind: 'day', key: `day-${itsDay}`, at: message.at });
      day = itsDay;
      before = null;
    }
    if (message.kind === 'system') {
      steps.push(message);
      before = null;
      continue;
    }
    closeSteps();
    if (!isMarked && unreadAfterSeq !== null && message.seq > unreadAfterSeq && message.sender === 'buyer') {
      lines.push({ kind: 'unread', key: 'unread', count: unreadCount });
      isMarked = true;
      before = null;
    }
    lines.push({ kind: 'message', key: message.id, message, isFollowing: before !== null && follows(before, message) });
    before = message;
  }
  closeSteps();
  return lines;
};

/** The same voice shortly after: no second face and name. */
const follows = (before: Message, message: Message): boolean =>
  before.sender === message.sender &&
  before.person?.id === message.person?.id &&
  (before.kind === 'note') === (message.kind === 'note') &&
  (before.body?.whisper === undefined) === (message.body?.whisper === undefined) &&
  !before.recalled &&
  Date.parse(message.at) - Date.parse(before.at) < followsWithinMs;
