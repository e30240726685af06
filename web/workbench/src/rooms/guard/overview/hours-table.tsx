import { Section } from '@/shared/ui/page';
import { SheetTable } from '@/shared/ui/chart-box';
import css from './overview.module.css';
import { per100 } from './share';
import { useText } from './text';
import type { HourPart } from './wire';

/** Busy against idle hours: the same service to everybody. */
export const HoursTable = ({ parts }: { parts: readonly HourPart[] }) => {
  const t = useText();
  return (
    <Section title={t('hoursTitle')}>
      <p className={css['quiet']}>{t(parts.length === 0 ? 'hoursNone' : 'hoursHint')}</p>
      {parts.length > 0 && (
        <SheetTable
          label={t('hoursTitle')}
          sheet={{
            head: [t('colPart'), t('colHours'), t('colMessages'), t('colRang'), t('per100')],
            rows: parts.map((part) => [
              t(part.part),
              String(part.hours),
              String(part.messages),
              String(part.rang),
              per100(part.per100),
            ]),
          }}
        />
      )}
    </Section>
  );
};
