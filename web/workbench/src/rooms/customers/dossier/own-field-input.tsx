import { Input, Select } from 'antd';
import { DayPicker } from '@/shared/ui/pickers';
import { useText } from './text';
import type { OwnFieldKind } from './wire';

type OwnFieldInputProps = {
  name: string;
  kind: OwnFieldKind;
  choices: readonly string[];
  value: string;
  onChange: (value: string) => void;
};

/** One of the shop's own fields in the form its kind asks for. */
export const OwnFieldInput = ({ name, kind, choices, value, onChange }: OwnFieldInputProps) => {
  const t = useText();
  // A mask is shown as it is: unchanged it leaves what the server holds.
  if (kind === 'text' || kind === 'number' || value.includes('*'))
    return (
      <Input
        aria-label={name}
        maxLength={500}
        {...(kind === 'number' ? { inputMode: 'decimal' as const } : {})}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  if (kind === 'date') return <DayPicker label={name} mayBeEmpty value={value} onChange={onChange} />;
  const options =
    kind === 'yes-no'
      ? [
          { value: 'yes', label: t('yes') },
          { value: 'no', label: t('no') },
        ]
      : choices.map((one) => ({ value: one, label: one }));
  return (
    <Select
      aria-label={name}
      allowClear
      value={value === '' ? null : value}
      options={options}
      onChange={(chosen: string | undefined) => onChange(chosen ?? '')}
    />
  );
};
