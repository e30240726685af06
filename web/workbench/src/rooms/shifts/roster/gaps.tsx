import { useState } from 'react';
import { Alert, Button } from 'antd';
import css from '../shifts.module.css';
import { useText } from '../text';
import { gapWords } from './gap-words';
import type { Gap } from './wire';

const few = 4;

/** What the plan lacks, from today on first: days that are over cannot be planned any more. */
export const Gaps = ({ gaps, today }: { gaps: readonly Gap[]; today: string }) => {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const open = gaps.filter((gap) => gap.date >= today);
  if (open.length === 0) return null;
  const shown = isOpen ? open : open.slice(0, few);
  return (
    <Alert
      className={css['gaps'] ?? ''}
      type="warning"
      title={t('gapsTitle')}
      description={
        <>
          {shown.map((gap) => (
            <div key={`${gap.date} ${gap.name}`}>{gapWords(gap, t)}</div>
          ))}
          {open.length > shown.length && (
            <Button type="link" size="small" onClick={() => setOpen(true)}>
              {t('gapMore', { n: open.length - shown.length })}
            </Button>
          )}
        </>
      }
    />
  );
};
