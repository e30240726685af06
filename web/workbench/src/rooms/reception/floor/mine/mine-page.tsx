import { Link } from 'react-router';
import { useMay } from '@/shared/session';
import { useNow } from '@/shared/time/now';
import { clockTime, shortMoment, span } from '@/shared/time/format';
import { useZone } from '@/shared/time/use-zone';
import { Page, Section } from '@/shared/ui/page';
import { Loading, LoadFailed, NoRight, State } from '@/shared/ui/states';
import { DaySpeed, DayTargets } from '../board/day-speed';
import { toneOf } from '../board/tone';
import { useMyDay } from '../board/use-floor';
import type { MyDay } from '../board/wire';
import { DutyMark } from '../../duty-mark';
import { FloorTabs } from '../floor-tabs';
import css from '../floor.module.css';
import { useText } from '../text';

/** My day, my open matters, my figures. */
export const MinePage = () => {
  const t = useText();
  const may = useMay('reception.message.send');
  const day = useMyDay();
  return (
    <Page title={t('mine')}>
      <FloorTabs />
      {!may && <NoRight right={t('mineRight')} />}
      {may && day.isPending && <Loading rows={10} />}
      {day.isError && day.data === undefined && <LoadFailed error={day.error} onRetry={() => void day.refetch()} />}
      {day.data !== undefined && <Day day={day.data} />}
    </Page>
  );
};

const Day = ({ day }: { day: MyDay }) => {
  const t = useText();
  const now = useNow();
  const waiting = day.open.filter((one) => one.waitingSince !== null && one.state === 'open');
  const since = Math.max(0, now - Date.parse(day.nowSince));
  return (
    <>
      <div className={css['tiles']}>
        <div className={css['tile']}>
          <span className={css['tileName']}>{t('myState')}</span>
          <b>
            <DutyMark duty={day.now} />
          </b>
          <span className={css['hint']}>{day.now === 'off' ? '' : span(since)}</span>
        </div>
        <div className={css['tile']} data-tone={waiting.length > 0 ? 'amber' : 'grey'}>
          <span className={css['tileName']}>{t('waitsForMe')}</span>
          <b>{waiting.length}</b>
          <span className={css['hint']}>{t('openOfMine', { n: day.open.length })}</span>
        </div>
        <div className={css['tile']}>
          <span className={css['tileName']}>{t('closedToday')}</span>
          <b>{day.closed}</b>
          <span className={css['hint']}>
            {day.outcomes.map((one) => t('outcomeCount', { name: one.name, n: one.count })).join(' · ')}
          </span>
        </div>
        <div className={css['tile']}>
          <span className={css['tileName']}>{t('myShift')}</span>
          <b className={css['whole']}>
            {day.shifts.length === 0
              ? t('noShift')
              : day.shifts
                  .map((one) => [one.shift, one.start && `${one.start.slice(0, 5)}–${one.end?.slice(0, 5) ?? ''}`])
                  .map((parts) => parts.filter(Boolean).join(' '))
                  .join(' · ')}
          </b>
          <span className={css['hint']}>
            {day.states.map((one) => `${t(`duty-${one.duty}`)} ${span(one.seconds * 1000)}`).join(' · ')}
          </span>
        </div>
      </div>
      <DayTargets isMine />
      <Section title={t('myOpen')}>
        <OpenTalks day={day} now={now} />
      </Section>
      <DaySpeed isMine />
    </>
  );
};

const OpenTalks = ({ day, now }: { day: MyDay; now: number }) => {
  const t = useText();
  const zone = useZone();
  if (day.open.length === 0) return <State title={t('nothingOpen')} text={t('nothingOpenText')} />;
  return (
    <ul className={css['list']}>
      {day.open.map((one) => (
        <li key={one.id}>
          <Link to={`/reception/${one.id}`}>
            <b>{one.buyerName}</b>
            <span className={css['hint']}>{one.channelName}</span>
            <span className={css['grow']}>{one.lastText}</span>
            {one.state === 'snoozed' && one.snoozedUntil !== null ? (
              <span className={css['hint']}>{t('snoozedTo', { time: clockTime(one.snoozedUntil, zone) })}</span>
            ) : one.waitingSince !== null ? (
              <span className={css['wait']} data-tone={toneOf(one.waitingSince, day.limits, now)}>
                {t('waits', { span: span(Math.max(0, now - Date.parse(one.waitingSince))) })}
              </span>
            ) : (
              <span className={css['hint']}>{shortMoment(one.lastAt, zone, now)}</span>
            )}
          </Link>
        </li>
      ))}
    </ul>
  );
};
