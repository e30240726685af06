import { clockTime, dayKey } from '@/shared/time/format';
import { useText } from '../text';
import type { Message } from '../wire';

/** Where the words of a message come from when they were said elsewhere; null for what was said here. */
export const useSource = ({ body }: Pick<Message, 'body'>, zone: string): string | null => {
  const t = useText();
  if (body?.copied === true) return t('sourceCopied');
  if (body?.pasted === undefined) return null;
  const { stated } = body.pasted;
  return stated == null
    ? t('sourcePasted')
    : t('sourcePastedAt', { time: `${dayKey(stated, zone).slice(5)} ${clockTime(stated, zone)}` });
};
