import { span } from '@/shared/time/format';
import { useMinute } from '@/shared/time/now';
import { useZone } from '@/shared/time/use-zone';
import { dueWords } from './due-words';
import css from './promises.module.css';
import { useText } from './text';
import type { PromiseLine } from './wire';

const dayMs = 86_400_000;

/** When it is due, and how long that is from now where it is near. */
export const DueMark = ({ promise }: { promise: PromiseLine }) => {
  const t = useText();
  const now = useMinute();
  const zone = useZone();
  const left = Date.parse(promise.due) - now;
  const isOpen = promise.state === 'open';
  return (
    <span className={css['due']} data-tone={!isOpen ? 'quiet' : left < 0 ? 'late' : promise.isSoon ? 'soon' : 'plain'}>
      {dueWords(promise.due, zone, now)}
      {isOpen && left < 0 && <small>{t('overdue', { span: span(-left) })}</small>}
      {isOpen && left >= 0 && left < dayMs && <small>{t('inTime', { span: span(left) })}</small>}
    </span>
  );
};
