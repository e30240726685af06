import { useState } from 'react';
import { Button, Input } from 'antd';
import css from './guard.module.css';
import { useText } from './text';

const most = 200;

/** Asked for in place, at the moment of sending: a chosen reason is one key, another one is typed. */
export const ReasonForm = ({ onSend, onBack }: { onSend: (reason: string) => void; onBack: () => void }) => {
  const t = useText();
  const [reason, setReason] = useState('');
  const choices = [t('whyBuyer'), t('whyFact'), t('whyLeader')];
  const send = () => reason.trim() !== '' && onSend(reason.trim());
  return (
    <div
      className={css['reason']}
      role="group"
      aria-label={t('whyTitle')}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Escape') {
          event.stopPropagation();
          onBack();
        }
        const chosen = reason === '' ? choices[Number(event.key) - 1] : undefined;
        if (chosen !== undefined && event.target instanceof HTMLInputElement) {
          event.preventDefault();
          onSend(chosen);
        }
      }}
    >
      <div className={css['choices']}>
        {choices.map((choice, i) => (
          <button key={choice} type="button" onClick={() => onSend(choice)}>
            <kbd>{i + 1}</kbd> {choice}
          </button>
        ))}
      </div>
      <div className={css['typed']}>
        <Input
          autoFocus
          size="small"
          maxLength={most}
          value={reason}
          placeholder={t('whyHint')}
          aria-label={t('whyHint')}
          onChange={(event) => setReason(event.target.value)}
          onPressEnter={(event) => !event.nativeEvent.isComposing && send()}
        />
        <Button size="small" type="primary" disabled={reason.trim() === ''} onClick={send}>
          {t('send')}
        </Button>
        <Button size="small" onClick={onBack}>
          {t('back')}
        </Button>
      </div>
    </div>
  );
};
