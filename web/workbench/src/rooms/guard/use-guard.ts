import { useEffect, useRef, useState } from 'react';
import { api } from '@/shared/api/client';
import { newId } from '@/shared/api/id';
import { shifted, withDraft } from './marks';
import type { Hit, Verdict, Word } from './wire';

/** A key after a pause is looked at at once; of keys that come faster the last one counts. */
const gapMs = 100;
/** What stands this long without a key is a draft and no half-typed word. */
const stoodMs = 1_200;

type Seen = { text: string; verdict: Verdict };

export type Guard = {
  /** The verdict on exactly these words, or null while it is awaited, offline, or nothing rings. */
  verdict: Verdict | null;
  /** Hits to mark now, moved along with what was typed since. */
  hits: readonly Hit[];
  /** These words rang and are about to be changed or were stopped: they count as a draft at once. */
  keep: () => void;
  /** What goes with the message; from then on the next one is being written. */
  word: (reason: string | null) => Word | undefined;
};

/** Looks at a draft while it is written. Without an answer nothing is marked and nothing is held up: the server decides when it is sent. */
export const useGuard = (c: string, text: string, isOn: boolean): Guard => {
  const [seen, setSeen] = useState<Seen | null>(null);
  const drafts = useRef<readonly string[]>([]);
  const askedAt = useRef(-gapMs);
  const isEmpty = !isOn || text.trim() === '';

  useEffect(() => {
    if (isEmpty) return;
    const gone = new AbortController();
    const wait = Math.max(0, askedAt.current + gapMs - performance.now());
    const timer = setTimeout(() => {
      askedAt.current = performance.now();
      api
        .post<Verdict>('/api/guard/check', { conversation: c, text }, { signal: gone.signal })
        .then((verdict) => setSeen({ text, verdict }))
        .catch(() => undefined); // no line, no guard: typing goes on
    }, wait);
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [c, text, isEmpty]);

  const verdict = !isEmpty && seen?.text === text && seen.verdict.hits.length > 0 ? seen.verdict : null;
  useEffect(() => {
    if (verdict === null) return;
    const timer = setTimeout(() => (drafts.current = withDraft(drafts.current, text)), stoodMs);
    return () => clearTimeout(timer);
  }, [verdict, text]);

  // Emptied without sending, or left for another conversation: what rang was given up.
  useEffect(() => {
    if (text !== '') return;
    giveUp(c, drafts);
  }, [c, text]);
  useEffect(() => () => giveUp(c, drafts), [c]);

  const hits =
    isEmpty || seen === null
      ? []
      : seen.text === text
        ? seen.verdict.hits
        : shifted(seen.verdict.hits, seen.text, text);
  return {
    verdict,
    hits,
    keep: () => {
      if (verdict !== null) drafts.current = withDraft(drafts.current, text);
    },
    word: (reason) => {
      const before = drafts.current;
      drafts.current = [];
      const word: Word = { ...(reason === null ? {} : { reason }), ...(before.length === 0 ? {} : { drafts: before }) };
      return Object.keys(word).length === 0 ? undefined : word;
    },
  };
};

const giveUp = (c: string, drafts: { current: readonly string[] }) => {
  if (drafts.current.length === 0) return;
  const given = drafts.current;
  drafts.current = [];
  void api
    .post('/api/guard/abandoned', { id: newId(Date.now()), conversation: c, drafts: given })
    .catch(() => undefined);
};
