import { clockTime } from '@/shared/time/format';
import { useZone } from '@/shared/time/use-zone';
import floor from '../floor.module.css';
import { useText } from '../text';
import css from './procedures.module.css';
import { useOpened } from './use-procedures';

/** In a record that is only read: which procedures were gone through, what was ticked by whom, what was left. */
export const ProcedureLines = ({ c }: { c: string }) => {
  const t = useText();
  const zone = useZone();
  const opened = useOpened(c).data ?? [];
  if (opened.length === 0) return null;
  return (
    <div className={css['read']}>
      {opened.map((one) => (
        <div key={one.key}>
          <b>{one.title}</b>{' '}
          <span className={floor['hint']}>
            {t('needCount', { n: one.steps.filter((step) => step.at !== null).length, of: one.steps.length })}
          </span>
          <ul className={css['steps']}>
            {one.steps.map((step) => (
              <li key={step.do} className={step.at === null ? css['left'] : undefined}>
                {step.at === null
                  ? t('procedureLeft', { step: step.do })
                  : t('procedureDid', { step: step.do, by: step.by ?? '', at: clockTime(step.at, zone) })}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
};
