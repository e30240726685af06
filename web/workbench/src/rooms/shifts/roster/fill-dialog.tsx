import { useState } from 'react';
import { Alert, App, Checkbox, Modal, Radio, Select } from 'antd';
import { toProblem } from '@/shared/api/problem';
import { DayPicker } from '@/shared/ui/pickers';
import css from '../shifts.module.css';
import { useText } from '../text';
import { addDays, endOf, firstOf, monday } from './days';
import { changes, copyWeek, fill, knownOf, longOf } from './plan';
import { useSetDays } from './use-roster';
import type { DayShifts, Roster, ShiftCell } from './wire';

type Way = 'week' | 'turn' | 'copy';
type Props = { roster: Roster; month: string; onDone: () => void };

/** Many days at once: the same every week, in turn, or copied from a week. */
export const FillDialog = ({ roster, month, onDone }: Props) => {
  const t = useText();
  const { message } = App.useApp();
  const [way, setWay] = useState<Way>('week');
  const [people, setPeople] = useState<string[]>(roster.people.map((one) => one.person));
  const [from, setFrom] = useState(firstOf(month));
  const [last, setLast] = useState(addDays(endOf(month), -1));
  const [week, setWeek] = useState(monday(firstOf(month)));
  const [weekly, setWeekly] = useState<(string | null)[]>([null, null, null, null, null, null, null]);
  const [turn, setTurn] = useState<string[]>([]);
  const [keepsFilled, setKeepsFilled] = useState(true);
  const save = useSetDays((changed) => {
    void message.success(t('filled', { n: changed }));
    onDone();
  });
  const kinds = roster.kinds.shifts;
  const shiftOf = (name: string | null): ShiftCell | null => kinds.find((kind) => kind.shift === name) ?? null;
  const days = (): DayShifts[] => {
    const known = knownOf(roster.days);
    if (way === 'copy') {
      const weeks: string[] = [];
      for (let to = monday(from); to <= last; to = addDays(to, 7)) if (to !== week) weeks.push(to);
      return changes(known, copyWeek(known, people, week, weeks));
    }
    const pattern = way === 'week' ? weekly.map(shiftOf) : turn.map(shiftOf);
    return changes(known, fill(known, { people, from, to: addDays(last, 1), pattern, way, keepsFilled }));
  };
  const count = days().length;
  const options = [
    { value: '', label: t('free') },
    ...kinds.map((kind) => ({ value: kind.shift ?? '', label: longOf(kind) })),
  ];
  return (
    <Modal
      open
      width={640}
      title={t('fill')}
      okText={t('fillDays', { n: count })}
      okButtonProps={{ disabled: count === 0, loading: save.isPending }}
      onOk={() => save.mutate({ days: days() })}
      onCancel={onDone}
    >
      <Radio.Group
        value={way}
        onChange={(event) => setWay(event.target.value as Way)}
        options={[
          { value: 'week', label: t('fillWeekly') },
          { value: 'turn', label: t('fillTurn') },
          { value: 'copy', label: t('fillCopy') },
        ]}
      />
      {kinds.length === 0 && way !== 'copy' && <Alert type="info" title={t('noKinds')} />}
      <Select
        mode="multiple"
        className={css['wide'] ?? ''}
        aria-label={t('person')}
        maxTagCount={6}
        value={people}
        onChange={setPeople}
        options={roster.people.map((one) => ({ value: one.person, label: one.name }))}
        showSearch={{ optionFilterProp: 'label' }}
      />
      {way === 'week' && (
        <div className={css['week']}>
          {weekly.map((name, day) => (
            <div key={day}>
              <span>{t(`weekday${day + 1}` as 'weekday1')}</span>
              <Select
                aria-label={t(`weekday${day + 1}` as 'weekday1')}
                value={name ?? ''}
                onChange={(value: string) =>
                  setWeekly(weekly.map((one, at) => (at === day ? (value === '' ? null : value) : one)))
                }
                options={options}
              />
            </div>
          ))}
        </div>
      )}
      {way === 'turn' && (
        <>
          <Select
            className={css['wide'] ?? ''}
            value={null}
            placeholder={t('addToTurn')}
            onChange={(value: string | null) => setTurn([...turn, value ?? ''])}
            options={options}
          />
          <p className={css['hint']}>
            {turn.length === 0 ? t('turnHint') : turn.map((name) => (name === '' ? t('free') : name)).join(' → ')}
            {turn.length > 0 && (
              <button type="button" className={css['textButton']} onClick={() => setTurn([])}>
                {t('clear')}
              </button>
            )}
          </p>
        </>
      )}
      {way === 'copy' && (
        <label className={css['line']}>
          {t('copyFrom')}
          <DayPicker label={t('copyFrom')} value={week} onChange={(day) => setWeek(monday(day))} />
          <span className={css['hint']}>{t('copyHint', { from: week, to: addDays(week, 6) })}</span>
        </label>
      )}
      <div className={css['line']}>
        {t('period')}
        <DayPicker label={t('from')} value={from} onChange={setFrom} />
        <DayPicker label={t('to')} value={last} least={from} onChange={setLast} />
      </div>
      {way !== 'copy' && (
        <Checkbox checked={keepsFilled} onChange={(event) => setKeepsFilled(event.target.checked)}>
          {t('keepsFilled')}
        </Checkbox>
      )}
      {save.isError && <Alert type="error" title={toProblem(save.error).detail} />}
    </Modal>
  );
};
