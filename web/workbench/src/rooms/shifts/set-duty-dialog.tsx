import { useState } from 'react';
import { Alert, App, Input, Modal, Radio } from 'antd';
import { toProblem } from '@/shared/api/problem';
import { DutyMark } from './duty-mark';
import css from './shifts.module.css';
import { useText } from './text';
import { useSetDuty } from './use-duty';
import { dutyStates, type DutyLine, type DutyState } from './wire';

/** A supervisor sets somebody's state, with a reason that the person sees. */
export const SetDutyDialog = ({ line, onDone }: { line: DutyLine; onDone: () => void }) => {
  const t = useText();
  const { message } = App.useApp();
  const [state, setState] = useState<DutyState>(line.duty.state);
  const [reason, setReason] = useState('');
  const set = useSetDuty(() => {
    void message.success(t('saved'));
    onDone();
  });
  const isReady = reason.trim() !== '' && state !== line.duty.state;
  return (
    <Modal
      open
      title={t('changeTitle', { name: line.name })}
      okButtonProps={{ disabled: !isReady, loading: set.isPending }}
      onOk={() => set.mutate({ person: line.person, state, reason: reason.trim() })}
      onCancel={onDone}
    >
      <p className={css['hint']}>{t('changeText')}</p>
      <Radio.Group
        className={css['choices'] ?? ''}
        value={state}
        onChange={(event) => setState(event.target.value as DutyState)}
      >
        {dutyStates.map((choice) => (
          <Radio key={choice} value={choice}>
            <DutyMark state={choice} /> <span className={css['hint']}>{t(`${choice}Hint`)}</span>
          </Radio>
        ))}
      </Radio.Group>
      <Input
        maxLength={100}
        placeholder={t('reasonHint')}
        aria-label={t('reason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {set.isError && <Alert type="error" title={toProblem(set.error).detail} />}
    </Modal>
  );
};
