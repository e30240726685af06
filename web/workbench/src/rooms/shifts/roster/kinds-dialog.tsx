import { useState } from 'react';
import { Alert, App, Button, Modal, Select } from 'antd';
import { toProblem } from '@/shared/api/problem';
import css from '../shifts.module.css';
import { useText } from '../text';
import { ShiftFields } from './shift-fields';
import { useSetKinds } from './use-roster';
import type { Kinds, ShiftCell } from './wire';

/** The shop's own shifts and kinds of leave. */
export const KindsDialog = ({ kinds, onDone }: { kinds: Kinds; onDone: () => void }) => {
  const t = useText();
  const { message } = App.useApp();
  const [shifts, setShifts] = useState<readonly ShiftCell[]>(kinds.shifts);
  const [leave, setLeave] = useState<string[]>(kinds.leave);
  const save = useSetKinds(() => {
    void message.success(t('saved'));
    onDone();
  });
  return (
    <Modal
      open
      width={640}
      title={t('kinds')}
      okText={t('keep')}
      okButtonProps={{ loading: save.isPending }}
      onOk={() => save.mutate({ shifts: [...shifts], leave })}
      onCancel={onDone}
    >
      <p className={css['hint']}>{t('kindsHint')}</p>
      {shifts.map((cell, index) => (
        <ShiftFields
          key={index}
          cell={cell}
          onChange={(next) => setShifts(shifts.map((one, at) => (at === index ? next : one)))}
          onRemove={() => setShifts(shifts.filter((_, at) => at !== index))}
        />
      ))}
      <Button
        type="link"
        size="small"
        onClick={() => setShifts([...shifts, { shift: null, start: null, end: null, place: null }])}
      >
        {t('addShift')}
      </Button>
      <Select
        mode="tags"
        className={css['wide'] ?? ''}
        placeholder={t('leaveKinds')}
        aria-label={t('leaveKinds')}
        value={leave}
        onChange={setLeave}
        open={false}
        suffixIcon={null}
        tokenSeparators={[...t('listMarks')]}
      />
      <p className={css['hint']}>{t('leaveKindsHint')}</p>
      {save.isError && <Alert type="error" title={toProblem(save.error).detail} />}
    </Modal>
  );
};
