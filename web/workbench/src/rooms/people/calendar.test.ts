import { describe, expect, it } from 'vitest';
import { coming, faultOf, groups, readTime, weekdays } from './calendar';
import type { OpeningHours } from './wire';

const at = (weekday: number, from: string, to: string): OpeningHours => ({ weekday, from, to });

describe('the business calendar', () => {
  it.each([
    ['a week without a day would mean always', false, [], [], 'no-day'],
    ['always needs no week', true, [], [], undefined],
    ['one day is enough', false, [at(1, '09:00', '18:00')], [], undefined],
    ['hours past midnight are fine', false, [at(6, '20:00', '02:00')], [], undefined],
    ['two spans may touch', false, [at(1, '09:00', '12:00'), at(1, '12:00', '18:00')], [], undefined],
    ['two spans may not overlap', false, [at(1, '13:00', '18:00'), at(1, '09:00', '14:00')], [], 'overlap'],
    ['a night may not overlap the evening', false, [at(1, '20:00', '02:00'), at(1, '22:00', '23:00')], [], 'overlap'],
    ['a time that is missing', false, [at(2, '', '18:00')], [], 'same-time'],
    ['a special day needs its date', true, [], [{ date: '', name: '春节', isClosed: true }], 'no-date'],
    ['and its name', true, [], [{ date: '2027-02-06', name: ' ', isClosed: true }], 'no-name'],
    [
      'open needs its hours',
      true,
      [],
      [{ date: '2027-02-06', name: '调班', isClosed: false, from: '', to: '16:00' }],
      'no-hours',
    ],
    [
      'and comes once',
      true,
      [],
      [
        { date: '2027-02-06', name: '春节', isClosed: true },
        { date: '2027-02-06', name: '除夕', isClosed: true },
      ],
      'same-date',
    ],
  ])('%s', (_, isAlways, week, days, fault) => expect(faultOf(isAlways, week, days)?.kind).toBe(fault));

  it.each([
    ['9', '09:00'],
    ['930', '09:30'],
    ['9:30', '09:30'],
    ['21：05', '21:05'],
    ['24:00', '00:00'],
    ['25:00', null],
    ['9:60', null],
    ['九点', null],
    ['', null],
  ])('reads %s as %s', (typed, time) => expect(readTime(typed)).toBe(time));

  it('says days with the same hours together and leaves closed days out', () => {
    const week = [...weekdays.slice(0, 5).map((day) => at(day, '09:00', '18:00')), at(6, '10:00', '16:00')];
    expect(groups({ week, days: [] })).toMatchObject([
      { days: [1, 2, 3, 4, 5], hours: [{ from: '09:00', to: '18:00' }] },
      { days: [6], hours: [{ from: '10:00', to: '16:00' }] },
    ]);
  });

  it('looks forward only', () => {
    const days = ['2027-02-08', '2026-10-01', '2027-02-06'].map((date) => ({ date, name: '节', isClosed: true }));
    expect(coming({ week: [], days }, '2026-11-22').map((day) => day.date)).toEqual(['2027-02-06', '2027-02-08']);
  });
});
