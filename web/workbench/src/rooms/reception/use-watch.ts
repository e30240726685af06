import { useEffect, useState } from 'react';
import { api } from '@/shared/api/client';
import { newId } from '@/shared/api/id';
import { useMay } from '@/shared/session';
import { useEntry, useView } from './use-live';

/** Whoever only runs past with the arrow keys has not looked. */
const dwellMs = 1_000;
const beatMs = 45_000;

/**
 * Somebody else's open conversation on the screen of whoever may watch is a silent watch: its beginning and its end stand
 * in the record. A window that is closed without a word is ended by the house.
 */
export const useWatch = (c: string): boolean => {
  const mayWatch = useMay('reception.conversation.watch');
  const me = useView((view) => view.me.id);
  const head = useEntry(c)?.head;
  const owner = head?.assignee?.id ?? null;
  const isLive = head?.state === 'open' || head?.state === 'snoozed';
  const watches = mayWatch && isLive && owner !== null && owner !== me;
  const [isOn, setOn] = useState(false);
  useEffect(() => {
    if (!watches) return;
    const path = `/api/reception/conversations/${c}/watch`;
    let look: string | null = null;
    let isGone = false;
    const leave = (id: string) => void api.post(`${path}/leave`, { id }).catch(() => undefined);
    const say = async () => {
      if (document.visibilityState !== 'visible') return;
      const id = look ?? newId();
      try {
        await api.post(path, { id });
        if (isGone) leave(id);
        else {
          look = id;
          setOn(true);
        }
      } catch {
        look = null; // ended by the house meanwhile, or the line is away: a new look at the next turn
      }
    };
    const first = window.setTimeout(() => void say(), dwellMs);
    const beat = window.setInterval(() => void say(), beatMs);
    return () => {
      isGone = true;
      window.clearTimeout(first);
      window.clearInterval(beat);
      setOn(false);
      if (look !== null) leave(look);
    };
  }, [c, watches]);
  return isOn;
};
