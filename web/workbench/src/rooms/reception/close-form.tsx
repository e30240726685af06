import { useState } from 'react';
import { Button, Checkbox, Input } from 'antd';
import css from './forms.module.css';
import { useText } from './text';
import { useView } from './use-live';

/** How it ended: the note for the record, why nothing was sold, and the last words to the buyer. */
export type Ending = {
  outcome: string;
  note: string;
  lostReason: string | null;
  lastWords: string | null;
  satisfied: Satisfied | null;
};
type Satisfied = 'yes' | 'no' | 'unsaid';
const said: readonly Satisfied[] = ['yes', 'no', 'unsaid'];

/** One press on an outcome closes; a number key does the same. */
export const CloseForm = ({ onDone }: { onDone: (ending: Ending) => void }) => {
  const t = useText();
  const {
    outcomes: set,
    soldOutcomes = [],
    lostReasons = [],
    closingWords,
    keepsTalkRecords,
  } = useView((view) => view.settings);
  const [satisfied, setSatisfied] = useState<Satisfied | null>(null);
  const [note, setNote] = useState('');
  const [reason, setReason] = useState<string | null>(null);
  const [says, setSays] = useState(false);
  const outcomes =
    set !== undefined && set.length > 0
      ? set
      : [t('outcomeSolved'), t('outcomeOrdered'), t('outcomeFollow'), t('outcomeNoReply'), t('outcomeSpam')];
  const done = (outcome: string) =>
    onDone({
      outcome,
      note: note.trim(),
      lostReason: soldOutcomes.includes(outcome) ? null : reason,
      lastWords: says && closingWords !== undefined ? closingWords : null,
      satisfied,
    });
  return (
    <div
      className={css['form']}
      onKeyDown={(event) => {
        const chosen = outcomes[Number(event.key) - 1];
        if (event.target instanceof HTMLTextAreaElement || chosen === undefined) return;
        event.preventDefault();
        done(chosen);
      }}
    >
      {lostReasons.length > 0 && (
        <div className={css['reasons']} role="radiogroup" aria-label={t('lostReason')}>
          <span className={css['hint']}>{t('lostReason')}</span>
          {lostReasons.map((one) => (
            <button
              key={one}
              type="button"
              role="radio"
              aria-checked={reason === one}
              onClick={() => setReason(reason === one ? null : one)}
            >
              {one}
            </button>
          ))}
        </div>
      )}
      {keepsTalkRecords === true && (
        <div className={css['reasons']} role="radiogroup" aria-label={t('satisfied')}>
          <span className={css['hint']}>{t('satisfied')}</span>
          {said.map((one) => (
            <button
              key={one}
              type="button"
              role="radio"
              aria-checked={satisfied === one}
              onClick={() => setSatisfied(satisfied === one ? null : one)}
            >
              {t(`satisfied-${one}`)}
            </button>
          ))}
        </div>
      )}
      {closingWords !== undefined && (
        <Checkbox checked={says} onChange={(event) => setSays(event.target.checked)}>
          {t('sayClosing')} <span className={css['hint']}>{closingWords}</span>
        </Checkbox>
      )}
      <div className={css['choices']}>
        {outcomes.map((outcome, index) => (
          <Button key={outcome} autoFocus={index === 0} onClick={() => done(outcome)}>
            <kbd>{index + 1}</kbd> {outcome}
          </Button>
        ))}
      </div>
      <Input.TextArea
        autoSize={{ minRows: 2, maxRows: 5 }}
        value={note}
        placeholder={t('closeNote')}
        aria-label={t('closeNote')}
        onChange={(event) => setNote(event.target.value)}
      />
    </div>
  );
};
