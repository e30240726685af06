import { useState } from 'react';
import { Input } from 'antd';
import { readTime } from './calendar';
import css from './calendar.module.css';

type TimeInputProps = { label: string; value: string; onChange: (time: string) => void };

/** A time as people type it: `9`, `930` and `9:30` become `09:30` when the field is left; what is no time stays and is red. */
export const TimeInput = ({ label, value, onChange }: TimeInputProps) => {
  const [typed, setTyped] = useState<string | null>(null);
  const isWrong = typed !== null && typed.trim() !== '' && readTime(typed) === null;
  return (
    <Input
      className={css['time'] ?? ''}
      inputMode="numeric"
      maxLength={5}
      placeholder="09:00"
      aria-label={label}
      aria-invalid={isWrong}
      status={isWrong ? 'error' : ''}
      value={typed ?? value}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(readTime(event.target.value) ?? '');
      }}
      onBlur={() => !isWrong && setTyped(null)}
    />
  );
};
