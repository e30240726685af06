import { Tag } from 'antd';
import { sharedText } from '@/shared/i18n/shared-text';
import { dayKey } from '@/shared/time/format';
import { useZone } from '@/shared/time/use-zone';
import { Section } from '@/shared/ui/page';
import { FactLink } from './fact-link';
import { money } from './money';
import { Grade } from './grade';
import css from './pay.module.css';
import { useText } from './text';
import type { MonthEvent, Progress } from './wire';

const judged = {
  counts: 'judgedCounts',
  tolerated: 'judgedTolerated',
  exempt: 'judgedExempt',
  outside: 'judgedOutside',
} as const;

/** The calendar of the own mistakes, months without one, and how far it is to the next grade. */
export const Standing = ({ progress, month }: { progress: Progress; month: string }) => {
  const t = useText();
  const zone = useZone();
  const byDay = Map.groupBy(progress.events, (event) => dayKey(event.at, zone));
  return (
    <Section title={t('standing')}>
      <div className={css['standing']}>
        <Calendar month={month} byDay={byDay} />
        <div className={css['standingWords']}>
          <p>
            {progress.events.length === 0 ? t('noMistakes') : t('mistakesOf', { n: progress.events.length })}{' '}
            {t('cleanMonths', { n: progress.cleanMonths })}
          </p>
          <ul className={css['subjects']}>
            {progress.events.map((event) => (
              <li key={event.subject}>
                <span className={css['number']}>{dayKey(event.at, zone)}</span> {event.name}{' '}
                <Tag color={event.judged === 'counts' ? 'red' : 'default'}>{t(judged[event.judged])}</Tag>
                {event.cost.value > 0 && <span className={css['number']}>{money(-event.cost.value)}</span>}{' '}
                {event.order !== null && <FactLink fact={`orders:${event.order}`} />}
              </li>
            ))}
          </ul>
          <Next progress={progress} />
        </div>
      </div>
    </Section>
  );
};

const Next = ({ progress }: { progress: Progress }) => {
  const t = useText();
  const { next } = progress;
  if (next === null) return <p className={css['quiet']}>{t('topGrade')}</p>;
  const missing = [
    next.cleanMonths !== null && progress.cleanMonths < next.cleanMonths
      ? t('missingClean', { n: next.cleanMonths - progress.cleanMonths, all: next.cleanMonths })
      : null,
    next.monthsInGrade !== null
      ? t('needsTenure', { n: next.monthsInGrade, since: progress.inGradeSince ?? '—' })
      : null,
    next.assessment !== null && !next.isPassed ? t('missingAssessment', { name: next.assessment }) : null,
  ].filter((part) => part !== null);
  return (
    <p>
      {t('nextGrade')} <Grade grade={next.grade} />
      {t('colon')}
      {missing.length === 0 ? t('nothingLacks') : missing.join(t('semicolon'))}
    </p>
  );
};

type CalendarProps = { month: string; byDay: ReadonlyMap<string, MonthEvent[]> };

const Calendar = ({ month, byDay }: CalendarProps) => {
  const t = useText();
  const [year = 0, number = 1] = month.split('-').map(Number);
  const days = new Date(Date.UTC(year, number, 0)).getUTCDate();
  const before = (new Date(Date.UTC(year, number - 1, 1)).getUTCDay() + 6) % 7;
  return (
    <ol className={css['calendar']} aria-label={t('calendarOf', { month })}>
      {t('weekdays')
        .split(' ')
        .map((day) => (
          <li key={day} className={css['weekday']} aria-hidden>
            {day}
          </li>
        ))}
      {Array.from({ length: days }, (_, index) => {
        const day = `${month}-${String(index + 1).padStart(2, '0')}`;
        const events = byDay.get(day) ?? [];
        const tone =
          events.length === 0 ? 'clean' : events.some((event) => event.judged === 'counts') ? 'red' : 'amber';
        return (
          <li
            key={day}
            data-tone={tone}
            style={index === 0 ? { gridColumnStart: before + 1 } : undefined}
            title={events.map((event) => event.name).join(sharedText('listMark'))}
          >
            {index + 1}
          </li>
        );
      })}
    </ol>
  );
};
