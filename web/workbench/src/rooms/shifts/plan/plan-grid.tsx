import { useState } from 'react';
import { Alert, Tag } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { sharedText } from '@/shared/i18n/shared-text';
import { useMay, useShop } from '@/shared/session';
import { addDays } from '../roster/days';
import { DayDialog } from '../roster/day-dialog';
import { useRoster } from '../roster/use-roster';
import { useText } from '../text';
import { ShareDialog } from '../traffic/share-dialog';
import type { ShareBoard } from '../wire';
import { expectedOf, isUncovered, percent, shownHours } from './hours';
import css from './plan.module.css';
import type { Plan, PlannedPerson } from './wire';

type Edited = { person: PlannedPerson; what: 'shift' | 'weight' };

/** People down, hours across: the part of each hour that somebody's weight gives; the roster and the weight are changed here. */
export const PlanGrid = ({ plan }: { plan: Plan }) => {
  const t = useText();
  const hours = shownHours(plan.hours);
  const [edited, setEdited] = useState<Edited | null>(null);
  const mayRoster = useMay('shifts.roster.edit');
  const bare = hours.filter(isUncovered);
  const most = Math.max(1, ...hours.map((one) => one.arrivals));
  return (
    <>
      {bare.length > 0 && (
        <Alert
          className={css['bare'] ?? ''}
          type="warning"
          showIcon
          title={t('planBare', { hours: bare.map((one) => `${one.hour}:00`).join(sharedText('listMark')) })}
        />
      )}
      <div className={css['scroll']}>
        <table className={css['grid']}>
          <thead>
            <tr>
              <th scope="col">{t('person')}</th>
              <th scope="col">{t('planShift')}</th>
              <th scope="col">{t('weight')}</th>
              {hours.map((one) => (
                <th key={one.hour} scope="col">
                  {one.hour}
                </th>
              ))}
              <th scope="col">{t('planExpected')}</th>
            </tr>
          </thead>
          <tbody>
            <tr className={css['sum']}>
              <th scope="row">{t('planArrivals')}</th>
              <td />
              <td />
              {hours.map((one) => (
                <td key={one.hour} data-bare={isUncovered(one)}>
                  <span className={css['bar']} style={{ height: `${(one.arrivals / most) * 22}px` }} />
                  {one.arrivals === 0 ? '' : one.arrivals.toFixed(1)}
                </td>
              ))}
              <td>{hours.reduce((sum, one) => sum + one.arrivals, 0).toFixed(0)}</td>
            </tr>
            <tr className={css['sum']}>
              <th scope="row">{t('planPeople')}</th>
              <td />
              <td />
              {hours.map((one) => (
                <td key={one.hour}>{one.people === 0 ? '' : one.people}</td>
              ))}
              <td />
            </tr>
            {plan.people.map((one) => (
              <tr key={one.person}>
                <th scope="row" title={one.name}>
                  {one.name}
                </th>
                <td>
                  <button
                    type="button"
                    className={css['edit']}
                    disabled={!mayRoster}
                    onClick={() => setEdited({ person: one, what: 'shift' })}
                  >
                    {one.isOnLeave && <Tag color="warning">{t('onLeave')}</Tag>}
                    {one.shifts.length === 0 ? t('planFree') : one.shifts.map(shiftWords).join(sharedText('listMark'))}
                  </button>
                </td>
                <td>
                  <button
                    type="button"
                    className={css['edit']}
                    disabled={!plan.maySet}
                    onClick={() => setEdited({ person: one, what: 'weight' })}
                  >
                    {one.weight}
                  </button>
                </td>
                {hours.map(({ hour, arrivals }) => {
                  const at = one.hours.find((own) => own.hour === hour);
                  return (
                    <td
                      key={hour}
                      data-on={at !== undefined}
                      title={
                        at === undefined
                          ? ''
                          : t('planCell', { n: expectedOf(at, arrivals).toFixed(1), minutes: at.minutes })
                      }
                    >
                      {at === undefined ? '' : at.share === null ? t('planGroup') : percent(at)}
                    </td>
                  );
                })}
                <td>{one.expected === 0 ? '' : one.expected.toFixed(1)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {edited?.what === 'shift' && <ShiftEdit plan={plan} person={edited.person} onDone={() => setEdited(null)} />}
      {edited?.what === 'weight' && <WeightEdit plan={plan} person={edited.person} onDone={() => setEdited(null)} />}
    </>
  );
};

const shiftWords = (one: PlannedPerson['shifts'][number]): string =>
  [one.shift, one.start !== null && `${one.start.slice(0, 5)}–${one.end?.slice(0, 5) ?? ''}`].filter(Boolean).join(' ');

type EditProps = { plan: Plan; person: PlannedPerson; onDone: () => void };

/** The roster's own act, for this day. */
const ShiftEdit = ({ plan, person, onDone }: EditProps) => {
  const roster = useRoster(plan.day, addDays(plan.day, 1), null).data;
  if (roster === undefined) return null;
  const known = roster.people.find((one) => one.person === person.person);
  return (
    <DayDialog
      roster={roster}
      chosen={{ person: known ?? { person: person.person, name: person.name, number: '' }, date: plan.day }}
      onDone={onDone}
    />
  );
};

/** The weight's own act; from today it holds at once, else from the first moment of the day. */
const WeightEdit = ({ plan, person, onDone }: EditProps) => {
  const shop = useShop();
  const board = useQuery({
    queryKey: ['routing-shares', shop.id],
    queryFn: ({ signal }) => api.get<ShareBoard>('/api/reception/routing/shares', { query: { shop: shop.id }, signal }),
  }).data;
  const line = board?.people.find((one) => one.person === person.person);
  if (board === undefined || line === undefined) return null;
  return (
    <ShareDialog
      line={{ ...line, weight: person.weight }}
      board={board}
      from={plan.day > plan.today ? plan.day : plan.today}
      least={plan.today}
      onDone={onDone}
    />
  );
};
