import { useCallback, useEffect, useState } from 'react';
import { useStore } from '@/shared/store/store';
import { Loading, LoadFailed } from '@/shared/ui/states';
import { ActBar } from './act-bar';
import { Composer } from './composer';
import css from './conversation-pane.module.css';
import { PromiseKey } from './promise-key';
import { Record } from './record';
import { RecordAround } from './record-around';
import { useText } from './text';
import { useEntry, useLive } from './use-live';
import { useWatch } from './use-watch';
import { useFiles } from './use-files';
import { useSought } from './use-sought';

type PaneProps = { c: string; onBack: () => void; onPanel: () => void };

export const ConversationPane = ({ c, onBack, onPanel }: PaneProps) => {
  const t = useText();
  const live = useLive();
  const entry = useEntry(c);
  const failure = useStore(live.failure);
  const files = useFiles(c);
  const [isOver, setOver] = useState(false);
  const { sought, leave } = useSought();
  useReading(c);
  const isWatching = useWatch(c);
  if (entry === undefined) {
    return failure === null ? (
      <Loading rows={10} />
    ) : (
      <LoadFailed error={failure} onRetry={() => void live.refresh(c)} />
    );
  }
  return (
    <section
      className={css['pane']}
      aria-label={entry.head.buyer.name}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        setOver(false);
        if (event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        files.add([...event.dataTransfer.files]);
      }}
    >
      <ActBar entry={entry} isWatching={isWatching} onBack={onBack} onPanel={onPanel} />
      {sought === null || sought.seq > entry.head.lastSeq ? (
        <Record c={c} entry={entry} uploads={files.uploads} />
      ) : (
        <RecordAround key={sought.seq} c={c} entry={entry} sought={sought} onLeave={leave} />
      )}
      <PromiseKey c={c} />
      <Composer c={c} head={entry.head} onFiles={files.add} />
      {isOver && <div className={css['drop']}>{t('dropHere')}</div>}
    </section>
  );
};

/** What stands on a screen that somebody looks at is read. */
const useReading = (c: string): void => {
  const live = useLive();
  const lastSeq = useEntry(c)?.head.lastSeq ?? 0;
  const read = useCallback(() => {
    if (document.visibilityState === 'visible' && document.hasFocus() && lastSeq > 0) live.read(c, lastSeq);
  }, [live, c, lastSeq]);
  useEffect(() => {
    read();
    window.addEventListener('focus', read);
    return () => window.removeEventListener('focus', read);
  }, [read]);
};
