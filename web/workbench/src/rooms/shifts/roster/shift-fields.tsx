import { Button, Input, Select } from 'antd';
import { DeleteOutlined } from '@ant-design/icons';
import css from '../shifts.module.css';
import { useText } from '../text';
import type { ShiftCell } from './wire';

type Props = { cell: ShiftCell; onChange: (cell: ShiftCell) => void; onRemove: () => void };

const orNull = (text: string): string | null => (text === '' ? null : text);

/** Name, hours and place of one shift. */
export const ShiftFields = ({ cell, onChange, onRemove }: Props) => {
  const t = useText();
  return (
    <div className={css['fields']}>
      <Input
        className={css['shiftName'] ?? ''}
        maxLength={20}
        placeholder={t('shiftName')}
        aria-label={t('shiftName')}
        value={cell.shift ?? ''}
        onChange={(event) => onChange({ ...cell, shift: orNull(event.target.value) })}
      />
      <Input
        type="time"
        className={css['time'] ?? ''}
        aria-label={t('start')}
        value={cell.start ?? ''}
        onChange={(event) => onChange({ ...cell, start: orNull(event.target.value) })}
      />
      <Input
        type="time"
        className={css['time'] ?? ''}
        aria-label={t('end')}
        value={cell.end ?? ''}
        onChange={(event) => onChange({ ...cell, end: orNull(event.target.value) })}
      />
      <Select
        className={css['place'] ?? ''}
        aria-label={t('place')}
        value={cell.place ?? ''}
        onChange={(place: string) => onChange({ ...cell, place: orNull(place) })}
        options={[
          { value: '', label: t('placeAny') },
          { value: 'office', label: t('office') },
          { value: 'home', label: t('home') },
        ]}
      />
      <Button type="text" icon={<DeleteOutlined />} aria-label={t('removeShift')} onClick={onRemove} />
    </div>
  );
};
