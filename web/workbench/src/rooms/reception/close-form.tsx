import { useState } from 'react';
import { Button, Input } from 'antd';
import css from './forms.module.css';
import { useText } from './text';
import { useView } from './use-live';

/** One press on an outcome closes; a number key does the same. */
export const CloseForm = ({ onDone }: { onDone: (outcome: string, note: string) => void }) => {
  const t = useText();
  const set = useView((view) => view.settings.outcomes);
  const [note, setNote] = useState('');
  const outcomes =
    set !== undefined && set.length > 0
      ? set
      : [t('outcomeSolved'), t('outcomeOrdered'), t('outcomeFollow'), t('outcomeNoReply'), t('outcomeSpam')];
  return (
    <div
      className={css['form']}
      onKeyDown={(event) => {
        const chosen = outcomes[Number(event.key) - 1];
        if (event.target instanceof HTMLTextAreaElement || chosen === undefined) return;
        event.preventDefault();
        onDone(chosen, note.trim());
      }}
    >
      <div className={css['choices']}>
        {outcomes.map((outcome, index) => (
          <Button key={outcome} autoFocus={index === 0} onClick={() => onDone(outcome, note.trim())}>
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
