import { Modal } from 'antd';
import { useNow } from '@/shared/time/now';
import { HitsView } from './hits-view';
import css from './overview.module.css';
import { useText } from './text';

/** A year back: a conversation is seldom older. */
const back = 360 * 86_400_000;
const iso = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** What rang in one conversation, from its record. */
export const TalkHits = ({ conversation, onDone }: { conversation: string; onDone: () => void }) => {
  const t = useText();
  const now = useNow();
  return (
    <Modal open width={720} title={t('title')} footer={null} onCancel={onDone}>
      <div className={css['drawer']}>
        <HitsView span={{ from: iso(now - back), to: iso(now + 86_400_000) }} filter={{ conversation }} />
      </div>
    </Modal>
  );
};
