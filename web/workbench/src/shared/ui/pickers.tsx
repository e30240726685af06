import { DatePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import 'dayjs/locale/zh-cn';

type PickerProps = {
  id?: string;
  label?: string;
  className?: string | undefined;
  value?: string | null | undefined;
  onChange?: (value: string) => void;
  /** The first and the last that may be chosen. */
  least?: string | undefined;
  most?: string | undefined;
  /** Whether nothing is an answer too; then it is `''`. */
  mayBeEmpty?: boolean;
  placeholder?: string;
  disabled?: boolean;
};

/** On a telephone the keyboard would cover the calendar. */
const isTouch = (): boolean => window.matchMedia('(pointer: coarse)').matches;

const pickerOf =
  (kind: 'month' | 'date' | 'moment', format: string, shown: string) =>
  ({
    id,
    label,
    className,
    value,
    onChange,
    least,
    most,
    mayBeEmpty = false,
    placeholder,
    disabled = false,
  }: PickerProps) => {
    const text = (day: Dayjs | null) => day?.format(format) ?? '';
    return (
      <DatePicker
        {...(id === undefined ? {} : { id })}
        {...(label === undefined ? {} : { 'aria-label': label })}
        {...(placeholder === undefined ? {} : { placeholder })}
        className={className ?? ''}
        picker={kind === 'month' ? 'month' : 'date'}
        {...(kind === 'moment' ? { showTime: { format: 'HH:mm' }, needConfirm: false } : {})}
        format={shown}
        disabled={disabled}
        inputReadOnly={isTouch()}
        allowClear={mayBeEmpty}
        value={value === undefined || value === null || value === '' ? null : dayjs(value)}
        onChange={(day) => onChange?.(text(dayjs.isDayjs(day) ? day : null))}
        disabledDate={(day) =>
          (least !== undefined && least !== '' && text(day).slice(0, least.length) < least) ||
          (most !== undefined && most !== '' && text(day).slice(0, most.length) > most)
        }
      />
    );
  };

/** A month as `2026-10`. */
export const MonthPicker = pickerOf('month', 'YYYY-MM', 'YYYY-MM');

/** A day as `2026-10-05`. */
export const DayPicker = pickerOf('date', 'YYYY-MM-DD', 'YYYY-MM-DD');

/** A moment of the shop's day as `2026-10-05T09:30`. */
export const MomentPicker = pickerOf('moment', 'YYYY-MM-DDTHH:mm', 'YYYY-MM-DD HH:mm');
