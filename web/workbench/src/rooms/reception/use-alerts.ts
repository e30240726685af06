import { useEffect } from 'react';
import { sharedText } from '@/shared/i18n/shared-text';
import { useStore } from '@/shared/store/store';
import { setBadge } from '@/shared/ui/badges';
import { count } from './arrange';
import { chime } from './chime';
import { desktopNotify, soundOn } from './preferences';
import { text } from './text';
import { useLive } from './use-live';
import type { FeedEvent, Head } from './wire';

const noLimits = { amberSeconds: null, redSeconds: null };

const concernsMe = (head: Head, me: string): boolean =>
  head.assignee === null ? head.state === 'waiting' : head.assignee.id === me;

/** A buyer's word that the person cannot see right now rings, is shown on the desktop, and counts in the title. */
export const useAlerts = (selected: string | null, open: (c: string | null) => void): void => {
  const live = useLive();
  useEffect(() => {
    const hear = (events: readonly FeedEvent[]) => {
      const view = live.view.get();
      if (view === null) return;
      const isAway = document.visibilityState !== 'visible' || !document.hasFocus();
      const words = events.filter(
        (event) =>
          event.k === 'message' &&
          event.message.sender === 'buyer' &&
          concernsMe(event.head, view.me.id) &&
          (isAway || event.head.id !== selected),
      );
      const last = words.at(-1);
      if (last === undefined || last.k !== 'message') return;
      if (soundOn.get()) chime();
      if (isAway && desktopNotify.get() === 'yes') notify(last.head, () => open(last.head.id));
    };
    live.heard.add(hear);
    return () => {
      live.heard.delete(hear);
    };
  }, [live, selected, open]);

  const unread = useStore(live.view, (view) =>
    view === null ? 0 : count(view.entries.values(), view.me.id, noLimits, 0).unread,
  );
  const queued = useStore(live.view, (view) =>
    view === null ? 0 : count(view.entries.values(), view.me.id, noLimits, 0).queue,
  );
  useEffect(() => {
    setBadge('/reception', unread, unread > 0 ? 'alarm' : 'quiet');
    document.title = unread + queued > 0 ? `(${unread + queued}) ${sharedText('product')}` : sharedText('product');
    return () => {
      document.title = sharedText('product');
    };
  }, [unread, queued]);
};

const notify = (head: Head, onClick: () => void): void => {
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  const isQueued = head.assignee === null;
  const shown = new Notification(text(isQueued ? 'notifyWaiting' : 'notifyTitle', { name: head.buyer.name }), {
    body: head.lastText,
    // One per conversation: the newest word replaces the older.
    tag: head.id,
  });
  shown.onclick = () => {
    window.focus();
    onClick();
    shown.close();
  };
};
