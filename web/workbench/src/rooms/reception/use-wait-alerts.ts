import { useEffect, useRef } from 'react';
import { waitLimits } from './arrange';
import { chime } from './chime';
import { desktopNotify, soundOn } from './preferences';
import { text } from './text';
import { useLive } from './use-live';
import type { Head } from './wire';

const everyMs = 1_000;
const remembered = 2_000;

/** A wait that reaches the shop's limit rings once: for whoever has the conversation, and for all while nobody has it. */
export const useWaitAlerts = (open: (c: string) => void): void => {
  const live = useLive();
  const told = useRef(new Set<string>());
  useEffect(() => {
    const look = () => {
      const view = live.view.get();
      if (view === null) return;
      const { redSeconds } = waitLimits(view.settings);
      if (redSeconds === null) return;
      const now = Date.now();
      const over: Head[] = [];
      for (const { head } of view.entries.values()) {
        const isMine = head.assignee === null ? head.state === 'waiting' : head.assignee.id === view.me.id;
        if (!isMine || head.state === 'snoozed' || head.waitingSince === null) continue;
        if (now - Date.parse(head.waitingSince) < redSeconds * 1000) continue;
        const key = `${head.id} ${head.waitingSince}`;
        if (told.current.has(key)) continue;
        told.current.add(key);
        over.push(head);
      }
      const longest = over.sort((a, b) => (a.waitingSince ?? '').localeCompare(b.waitingSince ?? ''))[0];
      if (told.current.size > remembered) told.current.clear();
      if (longest === undefined) return;
      if (soundOn.get()) chime();
      const isAway = document.visibilityState !== 'visible' || !document.hasFocus();
      if (!isAway || desktopNotify.get() !== 'yes') return;
      if (!('Notification' in window) || Notification.permission !== 'granted') return;
      const shown = new Notification(text('notifyLate', { name: longest.buyer.name }), {
        body: longest.lastText,
        tag: `late ${longest.id}`,
      });
      shown.onclick = () => {
        window.focus();
        open(longest.id);
        shown.close();
      };
    };
    const timer = setInterval(look, everyMs);
    return () => clearInterval(timer);
  }, [live, open]);
};
