import { clockTime, dayKey, shortMoment, span } from '@/shared/time/format';
import { useMinute } from '@/shared/time/now';
import { useZone } from '@/shared/time/use-zone';
import css from './day.module.css';
import { endsDay } from './due';
import { useText } from './text';
import type { DayLine } from './wire';

/** How long somebody waits, how late it is, or by when. */
export const DueWords = ({ line }: { line: DayLine }) => {
  const t = useText();
  const now = useMinute();
  const zone = useZone();
  const passed = (at: string) => span(Math.max(0, now - Date.parse(at)));
  const said = (): string => {
    if (line.rank === 'waiting') return t('waits', { span: passed(line.since) });
    if (line.dueAt === null) return t('since', { when: shortMoment(line.since, zone, now) });
    if (Date.parse(line.dueAt) <= now) return t('late', { span: passed(line.dueAt) });
    if (endsDay(line.dueAt, zone) && Date.parse(line.dueAt) - now <= 86_400_000) return t('byTonight');
    if (dayKey(line.dueAt, zone) === dayKey(now, zone)) return t('today', { time: clockTime(line.dueAt, zone) });
    return t('by', { when: shortMoment(line.dueAt, zone, now) });
  };
  return (
    <span className={css['due']} data-rank={line.rank}>
      {said()}
    </span>
  );
};
