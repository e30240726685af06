import css from './forms.module.css';
import { useText } from './text';

const words = {
  ready: 'dutyReady',
  busy: 'dutyBusy',
  away: 'dutyAway',
  'on-hold': 'dutyOnHold',
  off: 'dutyOff',
} as const;

const isKnown = (duty: string): duty is keyof typeof words => duty in words;

export const DutyMark = ({ duty }: { duty: string }) => {
  const t = useText();
  return (
    <span className={css['duty']} data-duty={duty}>
      {isKnown(duty) ? t(words[duty]) : duty}
    </span>
  );
};
