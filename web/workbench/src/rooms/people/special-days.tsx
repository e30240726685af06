import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { usualHours } from './calendar';
import css from './calendar.module.css';
import { useText } from './text';
import { TimeInput } from './time-input';
import type { SpecialDay } from './wire';

/** Dates that differ from the week: closed, or open at other hours. */
export const SpecialDays = ({ days, onChange }: { days: SpecialDay[]; onChange: (days: SpecialDay[]) => void }) => {
  const t = useText();
  const change = (at: number, part: Partial<SpecialDay>) =>
    onChange(days.map((day, index) => (index === at ? { ...day, ...part } : day)));
  return (
    <>
      {days.map((day, at) => (
        <div key={at} className={css['special']}>
          <Input
            type="date"
            aria-label={t('specialDate')}
            value={day.date}
            onChange={(event) => change(at, { date: event.target.value })}
          />
          <Input
            maxLength={40}
            placeholder={t('specialName')}
            aria-label={t('specialName')}
            value={day.name}
            onChange={(event) => change(at, { name: event.target.value })}
          />
          <Select
            value={day.isClosed ? 'closed' : 'open'}
            aria-label={t('specialKind')}
            onChange={(kind) =>
              change(
                at,
                kind === 'closed' ? { isClosed: true, from: null, to: null } : { isClosed: false, ...usualHours },
              )
            }
            options={[
              { value: 'closed', label: t('specialClosed') },
              { value: 'open', label: t('specialOpen') },
            ]}
          />
          {!day.isClosed && (
            <span className={css['span']}>
              <TimeInput label={t('hoursFrom')} value={day.from ?? ''} onChange={(from) => change(at, { from })} />
              <span>–</span>
              <TimeInput label={t('hoursTo')} value={day.to ?? ''} onChange={(to) => change(at, { to })} />
            </span>
          )}
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('removeDay')}
            onClick={() => onChange(days.filter((_, index) => index !== at))}
          />
        </div>
      ))}
      <Button
        type="dashed"
        icon={<PlusOutlined />}
        disabled={days.length >= 400}
        onClick={() => onChange([...days, { date: '', name: '', isClosed: true }])}
      >
        {t('addDay')}
      </Button>
    </>
  );
};
