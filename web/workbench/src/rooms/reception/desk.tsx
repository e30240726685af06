import { Suspense, useEffect, useState, type CSSProperties } from 'react';
import { useNavigate, useParams } from 'react-router';
import { keyName } from '@/shared/keys/keys';
import { late } from '@/shared/late';
import { useStore } from '@/shared/store/store';
import { Divider } from '@/shared/ui/divider';
import { Loading, State } from '@/shared/ui/states';
import { ConversationList } from './conversation-list';
import { ConversationPane } from './conversation-pane';
import css from './desk.module.css';
import { listWidth, panelOpen, panelWidth } from './preferences';
import { useText } from './text';
import { useAlerts } from './use-alerts';
import { useWaitAlerts } from './use-wait-alerts';
import { useDeskKeys } from './use-desk-keys';
import { useLive, useView } from './use-live';

// Not needed for the list that the workbench begins with.
const SidePanel = late(() => import('./side-panel').then((m) => m.SidePanel));

/** Three columns; on a telephone three screens: list, conversation, details. */
export const Desk = () => {
  const t = useText();
  const live = useLive();
  const { conversation = null } = useParams<{ conversation: string }>();
  const navigate = useNavigate();
  const width = useStore(listWidth);
  const detailsWidth = useStore(panelWidth);
  const isPanelOpen = useStore(panelOpen);
  const [screen, setScreen] = useState<'conversation' | 'panel'>('conversation');
  const isKnown = useView((view) => conversation !== null && view.entries.has(conversation));

  useEffect(() => {
    live.look(conversation);
    return () => live.look(null);
  }, [live, conversation]);

  const open = (c: string | null) => {
    setScreen('conversation');
    void navigate(c === null ? '/reception' : `/reception/${c}`);
  };
  const onArranged = useDeskKeys(conversation, open);
  useAlerts(conversation, open);
  useWaitAlerts(open);

  const style: CSSProperties & Record<`--${string}`, string> = {
    '--list': `${width}px`,
    '--panel': `${detailsWidth}px`,
  };
  return (
    <div
      className={css['desk']}
      style={style}
      data-panel={isPanelOpen && conversation !== null}
      data-screen={conversation === null ? 'list' : screen}
      {...(conversation === null ? {} : { 'data-whole-screen': '' })}
    >
      <div className={css['list']}>
        <ConversationList selected={conversation} onOpen={open} onArranged={onArranged} />
      </div>
      <Divider width={listWidth} least={232} most={440} side="left" label={t('resizeList')} />
      <div className={css['conversation']}>
        {conversation === null ? (
          <State title={t('chooseOne')} text={t('chooseOneText', { key: keyName('alt+n') })} />
        ) : (
          <ConversationPane
            key={conversation}
            c={conversation}
            onBack={() => open(null)}
            onPanel={() => {
              setScreen('panel');
              panelOpen.set((isOpen) => !isOpen);
            }}
          />
        )}
      </div>
      {isKnown && conversation !== null && (
        <div className={css['panel']}>
          <Divider width={panelWidth} least={240} most={520} side="right" label={t('resizePanel')} />
          <Suspense fallback={<Loading />}>
            <SidePanel c={conversation} onBack={() => setScreen('conversation')} onOpen={open} />
          </Suspense>
        </div>
      )}
    </div>
  );
};
