import { Input, Modal } from 'antd';
import { useState } from 'react';
import css from '../orders.module.css';
import { Shares } from './shares';
import { useCreditText } from './text';
import type { Share } from './wire';

type DecideDialogProps = {
  title: string;
  /** Whose it is to be at first; null = only a reason is asked for. */
  shares: Share[] | null;
  onDecide: (reason: string, shares: Share[]) => Promise<boolean>;
  onClose: () => void;
};

/** A decision by a person: who, and why. Both are kept with the order. */
export const DecideDialog = ({ title, shares, onDecide, onClose }: DecideDialogProps) => {
  const t = useCreditText();
  const [reason, setReason] = useState('');
  const [chosen, setChosen] = useState<Share[]>(shares ?? []);
  const [busy, setBusy] = useState(false);
  const isComplete = reason.trim() !== '' && chosen.every((share) => share.person !== '');
  const decide = async () => {
    setBusy(true);
    const isDone = await onDecide(reason, chosen);
    setBusy(false);
    if (isDone) onClose();
  };
  return (
    <Modal
      open
      title={title}
      okText={t('ok')}
      okButtonProps={{ disabled: !isComplete }}
      confirmLoading={busy}
      onOk={() => void decide()}
      onCancel={onClose}
    >
      {shares !== null && (
        <>
          <h3 className={css['sub']}>{t('whose')}</h3>
          <Shares value={chosen} onChange={setChosen} />
        </>
      )}
      <h3 className={css['sub']}>{t('reason')}</h3>
      <Input.TextArea
        rows={3}
        maxLength={1000}
        aria-label={t('reason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  );
};
