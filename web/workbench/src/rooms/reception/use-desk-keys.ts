import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useCommands, type Command } from '@/shared/keys/commands';
import { nextWaiting, step, type Arranged } from './arrange';
import { deskCalls } from './desk-calls';
import { panelOpen } from './preferences';
import { useText } from './text';

const none: Arranged = { waiting: [], rest: [] };

/** The keys that move between conversations. Acts on the open one register their own. */
export const useDeskKeys = (selected: string | null, open: (c: string | null) => void): ((shown: Arranged) => void) => {
  const t = useText();
  const order = useRef<Arranged>(none);
  const now = useRef({ selected, open });
  useEffect(() => {
    now.current = { selected, open };
  });
  useCommands(
    useMemo((): Command[] => {
      const go = (c: string | null) => {
        if (c !== null) now.current.open(c);
      };
      const all = () => [...order.current.waiting, ...order.current.rest];
      const moves = t('keysMove');
      const writes = t('keysWrite');
      return [
        {
          id: 'next-waiting',
          label: t('keyNextWaiting'),
          group: moves,
          key: 'alt+n',
          run: () => go(nextWaiting(order.current, now.current.selected)),
        },
        {
          id: 'next',
          label: t('keyNext'),
          group: moves,
          key: 'alt+ArrowDown',
          keyOnly: true,
          run: () => go(step(all(), now.current.selected, 1)),
        },
        {
          id: 'previous',
          label: t('keyPrevious'),
          group: moves,
          key: 'alt+ArrowUp',
          keyOnly: true,
          run: () => go(step(all(), now.current.selected, -1)),
        },
        { id: 'find', label: t('keyFind'), group: moves, key: '/', run: () => deskCalls.call('find') },
        {
          id: 'panel',
          label: t('keyPanel'),
          group: moves,
          key: 'alt+p',
          run: () => panelOpen.set((isOpen) => !isOpen),
        },
        { id: 'write', label: t('keyWrite'), group: writes, key: 'alt+r', run: () => deskCalls.call('write') },
        { id: 'note', label: t('keyNote'), group: writes, key: 'alt+m', run: () => deskCalls.call('note') },
      ];
    }, [t]),
  );
  return useCallback((shown: Arranged) => {
    order.current = shown;
  }, []);
};
