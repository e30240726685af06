import { useState } from 'react';
import { Button, Input } from 'antd';
import { clockTime } from '@/shared/time/format';
import css from './forms.module.css';
import { zonedInstant } from '@/shared/time/zoned';
import { snoozeChoices } from './snooze-choices';
import { useText } from './text';
import { useView } from './use-live';

const words = { in15: 'in15', in60: 'in60', tonight: 'tonight', tomorrow: 'tomorrow' } as const;

export const SnoozeForm = ({ onDone }: { onDone: (until: string, reason: string) => void }) => {
  const t = useText();
  const zone = useView((view) => view.shop.zone);
  const [reason, setReason] = useState('');
  const [own, setOwn] = useState('');
  const [now] = useState(() => Date.now());
  const choices = snoozeChoices(now, zone);
  const ownInstant = own === '' ? null : zonedInstant(own, zone);
  return (
    <div className={css['form']}>
      <div className={css['choices']}>
        {choices.map(({ id, at }, index) => (
          <Button key={id} autoFocus={index === 0} onClick={() => onDone(at, reason.trim())}>
            {t(words[id])}
            {id.startsWith('in') && <span className={css['hint']}>{clockTime(at, zone)}</span>}
          </Button>
        ))}
      </div>
      <div className={css['line']}>
        <input
          type="datetime-local"
          className={css['moment']}
          aria-label={t('atTime')}
          value={own}
          onChange={(event) => setOwn(event.target.value)}
        />
        <Button
          disabled={ownInstant === null || Date.parse(ownInstant) <= now}
          onClick={() => ownInstant !== null && onDone(ownInstant, reason.trim())}
        >
          {t('atTime')}
        </Button>
      </div>
      <Input
        value={reason}
        placeholder={t('snoozeReason')}
        aria-label={t('snoozeReason')}
        onChange={(event) => setReason(event.target.value)}
      />
    </div>
  );
};
