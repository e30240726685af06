import { useLayoutEffect, useMemo, useRef } from 'react';
import { sharedText } from '@/shared/i18n/shared-text';
import { useShop } from '@/shared/session';
import { dayKey } from '@/shared/time/format';
import css from '../shifts.module.css';
import { useText } from '../text';
import { daysBetween, endOf, firstOf, weekday } from './days';
import { gapWords } from './gap-words';
import { hoursOf, keyOf, knownOf, longOf, shortOf } from './plan';
import type { PersonLine, Roster, ShiftCell } from './wire';

export type Chosen = { person: PersonLine; date: string };

type Props = { roster: Roster; month: string; today: string; onChoose: (chosen: Chosen) => void };

/** Where not all days fit, today stands behind the two before it, and not the first of the month alone. */
const useTodayInSight = (month: string) => {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const today = box.current?.querySelector<HTMLElement>('thead th[data-today]');
    const who = box.current?.querySelector<HTMLElement>('thead th');
    if (box.current && who) {
      box.current.scrollLeft = today ? today.offsetLeft - who.offsetWidth - 2 * today.offsetWidth : 0;
    }
  }, [month]);
  return box;
};

/** People down, days across; every cell opens its day. */
export const RosterGrid = ({ roster, month, today, onChoose }: Props) => {
  const t = useText();
  const days = useMemo(() => daysBetween(firstOf(month), endOf(month)), [month]);
  const known = useMemo(() => knownOf(roster.days), [roster.days]);
  const away = useAway(roster);
  const box = useTodayInSight(month);
  const short = useMemo(
    () => new Map((roster.gaps ?? []).map((gap) => [gap.date, gapWords(gap, t)])),
    [roster.gaps, t],
  );
  const perDay = (date: string) =>
    roster.people.filter((one) => (known.get(keyOf(one.person, date)) ?? []).length > 0).length;
  return (
    <div ref={box} className={css['gridBox']} tabIndex={0} role="region" aria-label={t('rosterTitle')}>
      <table className={css['grid']}>
        <thead>
          <tr>
            <th className={css['who']}>{t('person')}</th>
            {days.map((date) => (
              <th key={date} data-rest={weekday(date) > 5 || undefined} data-today={date === today || undefined}>
                {Number(date.slice(8))}
                <small>{t(`weekday${weekday(date)}` as 'weekday1')}</small>
              </th>
            ))}
            <th className={css['sum']}>{t('hours')}</th>
          </tr>
        </thead>
        <tbody>
          {roster.people.map((person) => (
            <tr key={person.person}>
              <th className={css['who']} scope="row" title={`${person.name} ${person.number}`}>
                {person.name}
              </th>
              {days.map((date) => (
                <td key={date} data-rest={weekday(date) > 5 || undefined} data-today={date === today || undefined}>
                  <Cell
                    shifts={known.get(keyOf(person.person, date)) ?? []}
                    leave={away.get(keyOf(person.person, date))}
                    kinds={roster.kinds.shifts}
                    label={`${person.name} ${date}`}
                    onClick={() => onChoose({ person, date })}
                  />
                </td>
              ))}
              <td className={css['sum']}>
                {days
                  .flatMap((date) => known.get(keyOf(person.person, date)) ?? [])
                  .reduce((sum, cell) => sum + hoursOf(cell), 0)
                  .toFixed(1)}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th className={css['who']}>{t('onShift')}</th>
            {days.map((date) => (
              <td key={date} className={css['count']} data-short={short.has(date) || undefined} title={short.get(date)}>
                {perDay(date) || ''}
              </td>
            ))}
            <td className={css['sum']} />
          </tr>
        </tfoot>
      </table>
    </div>
  );
};

type CellProps = {
  shifts: readonly ShiftCell[];
  leave: { kind: string | null; isSigned: boolean } | undefined;
  kinds: readonly ShiftCell[];
  label: string;
  onClick: () => void;
};

const tones = 6;

/** Three hundred people have nine thousand of these: nothing that has a state of its own. */
const Cell = ({ shifts, leave, kinds, label, onClick }: CellProps) => {
  const t = useText();
  const leaveText = leave === undefined ? null : (leave.kind ?? t('onLeave')) + (leave.isSigned ? '' : t('notSigned'));
  const said = [...shifts.map(longOf), ...(leaveText === null ? [] : [leaveText])].join(sharedText('listMark'));
  return (
    <button
      type="button"
      className={css['cell']}
      aria-label={`${label} ${said === '' ? t('free') : said}`}
      title={said}
      onClick={onClick}
    >
      {shifts.map((cell) => {
        const place = kinds.findIndex((kind) => kind.shift === cell.shift);
        return (
          <span
            key={`${cell.shift ?? ''}${cell.start ?? ''}`}
            className={css['shift']}
            data-tone={place < 0 ? 0 : (place % tones) + 1}
          >
            {shortOf(cell)}
          </span>
        );
      })}
      {leaveText !== null && (
        <span className={css['leaveMark']} data-signed={leave?.isSigned === true || undefined}>
          {leave?.kind ?? t('onLeave')}
        </span>
      )}
    </button>
  );
};

/** Leave by person and day of the shop: a day counts when the leave touches it. */
const useAway = (roster: Roster): ReadonlyMap<string, { kind: string | null; isSigned: boolean }> => {
  const { zone } = useShop();
  return useMemo(() => {
    const away = new Map<string, { kind: string | null; isSigned: boolean }>();
    for (const leave of roster.leave) {
      const last = leave.to === null ? leave.from : new Date(Date.parse(leave.to) - 1).toISOString();
      const end = new Date(Date.parse(`${dayKey(last, zone)}T00:00:00Z`) + 1).toISOString().slice(0, 10);
      for (const date of [...daysBetween(dayKey(leave.from, zone), end), end]) {
        away.set(keyOf(leave.person, date), { kind: leave.kind, isSigned: leave.isSigned });
      }
    }
    return away;
  }, [roster.leave, zone]);
};
