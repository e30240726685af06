import { useCallback, useEffect, useRef, useState } from 'react';
import { useNow } from '@/shared/time/now';
import { arrange, count, waitLimits, type Arranged, type Counts, type Sift } from './arrange';
import { useView } from './use-live';

const sameArranged = (a: Arranged, b: Arranged): boolean =>
  a.waiting.length === b.waiting.length &&
  a.rest.length === b.rest.length &&
  a.waiting.every((id, index) => id === b.waiting[index]) &&
  a.rest.every((id, index) => id === b.rest[index]);

const sameCounts = (a: Counts, b: Counts): boolean =>
  a.mine === b.mine && a.queue === b.queue && a.all === b.all && a.unread === b.unread && a.late === b.late;

type Kept = { arranged: Arranged; sift: Sift };

/**
 * The list as it is shown. While the pointer or the keyboard is in it nothing moves: changes of the order wait and are
 * counted, and a new search or filter (the person's own doing) sorts at once.
 */
export const useArranged = (sift: Sift) => {
  const fresh = useView(
    useCallback((view) => arrange(view.entries.values(), sift, view.me.id), [sift]),
    sameArranged,
  );
  const now = useNow();
  const minute = Math.floor(now / 10_000);
  const counts = useView(
    useCallback(
      (view) => count(view.entries.values(), view.me.id, waitLimits(view.settings), minute * 10_000),
      [minute],
    ),
    sameCounts,
  );
  const [isHeld, setHeld] = useState(false);
  const [kept, setKept] = useState<Kept | null>(null);
  const latest = useRef<Kept>({ arranged: fresh, sift });
  useEffect(() => {
    latest.current = { arranged: fresh, sift };
  }, [fresh, sift]);

  const shown = isHeld && kept !== null && kept.sift === sift ? kept.arranged : fresh;
  const enter = useCallback(() => {
    setKept((before) => before ?? latest.current);
    setHeld(true);
  }, []);
  const leave = useCallback(() => {
    setHeld(false);
    setKept(null);
  }, []);
  const catchUp = useCallback(() => setKept(latest.current), []);
  const pointer = useRef(false);
  const focus = useRef(false);
  const update = useCallback(() => (pointer.current || focus.current ? enter() : leave()), [enter, leave]);

  return {
    shown,
    counts,
    changes: shown === fresh ? 0 : moved(shown, fresh),
    catchUp,
    hold: {
      onPointerEnter: (event: { pointerType: string }) => {
        // A finger has left when it does not touch.
        if (event.pointerType !== 'mouse') return;
        pointer.current = true;
        update();
      },
      onPointerLeave: () => {
        pointer.current = false;
        update();
      },
      onFocus: (event: { target: Element }) => {
        // The focus that a click leaves behind is not a keyboard in the list.
        focus.current = event.target.matches(':focus-visible') && event.target.closest('[data-row]') !== null;
        update();
      },
      onBlur: () => {
        focus.current = false;
        update();
      },
    },
  };
};

/** How many conversations stand elsewhere, came or went. */
const moved = (shown: Arranged, fresh: Arranged): number => {
  const before = new Set([...shown.waiting, ...shown.rest]);
  const after = [...fresh.waiting, ...fresh.rest];
  const came = after.filter((id) => !before.has(id)).length;
  const went = before.size - (after.length - came);
  const wasWaiting = new Set(shown.waiting);
  const turned = fresh.waiting.filter((id) => before.has(id) && !wasWaiting.has(id)).length;
  return Math.max(1, came + went + turned);
};
