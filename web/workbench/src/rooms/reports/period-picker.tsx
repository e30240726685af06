import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import { kinds, neighbour, periodOf, plusDays, type Kind, type Period } from './period';
import css from './reports.module.css';
import { useText } from './text';

/** Day, week, month or the last 30 days, and one step back or on. */
export const PeriodPicker = ({ period, onChange }: { period: Period; onChange: (period: Period) => void }) => {
  const t = useText();
  const label =
    period.kind === 'day'
      ? period.from
      : period.kind === 'month'
        ? period.from.slice(0, 7)
        : `${period.from} – ${plusDays(period.to, -1)}`;
  return (
    <div className={css['picker']}>
      <Segmented<Kind>
        size="small"
        aria-label={t('periodKind')}
        value={period.kind}
        options={kinds.map((kind) => ({ value: kind, label: t(kind) }))}
        onChange={(kind) => onChange(periodOf(kind, period.from))}
      />
      <Button
        size="small"
        type="text"
        icon={<LeftOutlined />}
        aria-label={t('earlier')}
        onClick={() => onChange(neighbour(period, -1))}
      />
      <span className={css['period']}>{label}</span>
      <Button
        size="small"
        type="text"
        icon={<RightOutlined />}
        aria-label={t('later')}
        onClick={() => onChange(neighbour(period, 1))}
      />
    </div>
  );
};
