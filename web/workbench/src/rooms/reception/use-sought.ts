import { useCallback, useMemo } from 'react';
import { useLocation, useSearchParams } from 'react-router';
import type { Sought } from './record-list';

const isFound = (value: unknown): value is Sought['found'] =>
  Array.isArray(value) &&
  value.every((part) => Array.isArray(part) && part.length === 2 && part.every((n) => Number.isInteger(n)));

/** The message that the address names (`?at=SEQ`); whoever leaves it reads the newest again. */
export const useSought = (): { sought: Sought | null; leave: () => void } => {
  const [search, setSearch] = useSearchParams();
  const { state } = useLocation();
  const seq = Number(search.get('at'));
  const found: unknown = (state as { found?: unknown } | null)?.found;
  const sought = useMemo(
    () => (Number.isSafeInteger(seq) && seq > 0 ? { seq, found: isFound(found) ? found : [] } : null),
    [seq, found],
  );
  const leave = useCallback(
    () =>
      setSearch(
        (before) => {
          const next = new URLSearchParams(before);
          next.delete('at');
          return next;
        },
        { replace: true },
      ),
    [setSearch],
  );
  return { sought, leave };
};
