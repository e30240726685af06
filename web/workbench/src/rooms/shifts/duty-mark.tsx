import css from './shifts.module.css';
import { useText } from './text';
import type { DutyState } from './wire';

/** The name always stands beside the colour. */
export const DutyMark = ({ state }: { state: DutyState }) => {
  const t = useText();
  return (
    <span className={css['state']} data-state={state}>
      <span className={css['dot']} />
      {t(state)}
    </span>
  );
};
