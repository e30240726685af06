import { Segmented } from 'antd';
import { useShop } from '@/shared/session';
import { useNow } from '@/shared/time/now';
import { DayPicker } from '@/shared/ui/pickers';
import css from './overview.module.css';
import { useText } from './text';
import { spanOfDays, type Span } from './use-overview';

const choices = { day: 1, week: 7, month: 30 } as const;
type Choice = keyof typeof choices;

export const SpanPicker = ({ span, onChange }: { span: Span; onChange: (span: Span) => void }) => {
  const t = useText();
  const { zone } = useShop();
  const now = useNow();
  const names = Object.keys(choices) as Choice[];
  const chosen = names.find((name) => {
    const its = spanOfDays(choices[name], now, zone);
    return its.from === span.from && its.to === span.to;
  });
  return (
    <div className={css['bar']}>
      <Segmented<Choice | ''>
        value={chosen ?? ''}
        options={names.map((name) => ({ value: name, label: t(name) }))}
        onChange={(name) => name !== '' && onChange(spanOfDays(choices[name], now, zone))}
      />
      <span className={css['days']}>
        <DayPicker
          label={t('from')}
          value={span.from}
          most={span.to}
          onChange={(from) => from !== '' && onChange({ ...span, from })}
        />
        <span aria-hidden="true">–</span>
        <DayPicker
          label={t('to')}
          value={span.to}
          least={span.from}
          onChange={(to) => to !== '' && onChange({ ...span, to })}
        />
      </span>
    </div>
  );
};
