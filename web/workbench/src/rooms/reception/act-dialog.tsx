import { App, Modal } from 'antd';
import { newId } from '@/shared/api/id';
import { toProblem } from '@/shared/api/problem';
import { CloseForm, type Ending } from './close-form';
import { SnoozeForm } from './snooze-form';
import { TagForm } from './tag-form';
import { ReasonForm, TransferForm } from './transfer-form';
import { useText } from './text';
import { useLive } from './use-live';
import type { Acts } from './use-acts';
import type { Head } from './wire';

export type Asked = 'transfer' | 'snooze' | 'close' | 'tags' | 'release' | 'turnBack' | 'takeOver' | 'whisper';

type DialogProps = { asked: Asked; head: Head; acts: Acts; onClose: () => void };

const titles = {
  transfer: 'transferTo',
  snooze: 'snoozeUntil',
  close: 'closeOutcome',
  tags: 'tags',
  release: 'releaseReason',
  turnBack: 'turnBackReason',
  takeOver: 'takeOverReason',
  whisper: 'whisperTo',
} as const;

/** What an act needs to know, asked in one small sheet that the keyboard fills and Esc leaves. */
export const ActDialog = ({ asked, head, acts, onClose }: DialogProps) => {
  const t = useText();
  const live = useLive();
  const { message } = App.useApp();
  // One after the other: words that come after the end would be refused.
  const end = async ({ outcome, note, lostReason, lastWords, satisfied }: Ending) => {
    try {
      if (lastWords !== null) await live.act(head.id, 'messages', { id: newId(), kind: 'text', text: lastWords });
      if (lostReason !== null)
        await live.act(head.id, 'tags', { tags: [...head.tags, t('lostTag', { reason: lostReason })] });
    } catch (error) {
      void message.error(toProblem(error).detail);
      return;
    }
    acts.close(outcome, note, satisfied);
  };
  const then = <A extends unknown[]>(act: (...values: A) => void) => {
    return (...values: A) => {
      onClose();
      act(...values);
    };
  };
  return (
    <Modal open title={t(titles[asked])} footer={null} width={440} onCancel={onClose} destroyOnHidden>
      {asked === 'transfer' && <TransferForm head={head} onDone={then(acts.assign)} onTeam={then(acts.pass)} />}
      {asked === 'snooze' && <SnoozeForm onDone={then(acts.snooze)} />}
      {asked === 'close' && <CloseForm onDone={then((ending: Ending) => void end(ending))} />}
      {asked === 'tags' && <TagForm head={head} onDone={then(acts.tag)} />}
      {asked === 'turnBack' && <ReasonForm onDone={then(acts.turnBack)} />}
      {asked === 'takeOver' && <ReasonForm onDone={then(acts.takeOver)} />}
      {asked === 'whisper' && <ReasonForm hint={t('whisperWords')} onDone={then(acts.whisper)} />}
      {asked === 'release' && <ReasonForm onDone={then(acts.release)} />}
    </Modal>
  );
};
