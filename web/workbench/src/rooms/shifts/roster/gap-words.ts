import { sharedText } from '@/shared/i18n/shared-text';
import type { useText } from '../text';
import type { Gap } from './wire';

const hour = (time: string): string => (time.startsWith('23:59:59') ? '24:00' : time.slice(0, 5));

/** "10-05 noon, at least 2: 12:00–13:00 only 1 planned". */
export const gapWords = (gap: Gap, t: ReturnType<typeof useText>): string =>
  t('gapDay', {
    date: gap.date.slice(5),
    name: gap.name,
    n: gap.atLeast,
    parts: gap.parts
      .map((part) => t('gapPart', { from: hour(part.from), to: hour(part.to), n: part.planned }))
      .join(sharedText('listMark')),
  });
