import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Alert, App, Button, Input, Modal } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { sharedText } from '@/shared/i18n/shared-text';
import { useShop } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import css from '../shifts.module.css';
import { useText } from '../text';
import { keyOf, knownOf, longOf } from './plan';
import type { Chosen } from './roster-grid';
import { ShiftFields } from './shift-fields';
import { useSetDays } from './use-roster';
import type { Roster, RosterAct, ShiftCell } from './wire';

const blank: ShiftCell = { shift: null, start: null, end: null, place: null };

/** One day of one person: what it says, how it was before, and for who plans: what it shall say. */
export const DayDialog = ({ roster, chosen, onDone }: { roster: Roster; chosen: Chosen; onDone: () => void }) => {
  const t = useText();
  const { message } = App.useApp();
  const { person, date } = chosen;
  const before = knownOf(roster.days).get(keyOf(person.person, date)) ?? [];
  const [shifts, setShifts] = useState<readonly ShiftCell[]>(before);
  const [reason, setReason] = useState('');
  const save = useSetDays(() => {
    void message.success(t('saved'));
    onDone();
  });
  const change = (index: number, cell: ShiftCell) => setShifts(shifts.map((one, at) => (at === index ? cell : one)));
  return (
    <Modal
      open
      title={`${person.name} · ${date}`}
      okText={t('keep')}
      {...(roster.mayEdit ? {} : { footer: null })}
      okButtonProps={{ loading: save.isPending }}
      onOk={() => save.mutate({ days: [{ person: person.person, date, shifts: [...shifts] }], reason })}
      onCancel={onDone}
    >
      {roster.mayEdit ? (
        <>
          <div className={css['quick']}>
            {roster.kinds.shifts.map((kind) => (
              <Button key={kind.shift} size="small" onClick={() => setShifts([kind])}>
                {longOf(kind)}
              </Button>
            ))}
            <Button size="small" onClick={() => setShifts([])}>
              {t('free')}
            </Button>
          </div>
          {shifts.length === 0 && <p className={css['hint']}>{t('freeDay')}</p>}
          {shifts.map((cell, index) => (
            <ShiftFields
              key={index}
              cell={cell}
              onChange={(next) => change(index, next)}
              onRemove={() => setShifts(shifts.filter((_, at) => at !== index))}
            />
          ))}
          <Button type="link" size="small" onClick={() => setShifts([...shifts, blank])}>
            {t('addShift')}
          </Button>
          <Input
            maxLength={200}
            placeholder={t('changeReason')}
            aria-label={t('changeReason')}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          {save.isError && <Alert type="error" title={toProblem(save.error).detail} />}
        </>
      ) : (
        <p>{before.length === 0 ? t('freeDay') : before.map(longOf).join(sharedText('listMark'))}</p>
      )}
      <History chosen={chosen} />
    </Modal>
  );
};

const History = ({ chosen }: { chosen: Chosen }) => {
  const t = useText();
  const shop = useShop();
  const acts = useQuery({
    queryKey: ['roster', shop.id, 'history', chosen.person.person, chosen.date],
    queryFn: ({ signal }) =>
      api.get<RosterAct[]>('/api/shifts/roster/history', {
        query: { shop: shop.id, person: chosen.person.person, date: chosen.date },
        signal,
      }),
  });
  if (acts.data === undefined || acts.data.length === 0) return null;
  const said = (cells: readonly ShiftCell[]) =>
    cells.length === 0 ? t('free') : cells.map(longOf).join(sharedText('listMark'));
  return (
    <section className={css['history']}>
      <h3>{t('changes')}</h3>
      {acts.data.map((act) => (
        <p key={act.at} className={css['hint']}>
          {t('historyLine', {
            at: fullMoment(act.at, shop.zone),
            by: act.by ?? t('system'),
            before: said(act.before),
            after: said(act.after),
            reason: act.reason === null ? '' : t('withReason', { reason: act.reason }),
          })}
        </p>
      ))}
    </section>
  );
};
