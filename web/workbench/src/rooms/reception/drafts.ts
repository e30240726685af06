import { createStore, type Store } from '@/shared/store/store';
import type { Shelf } from '@/shared/feed/outbox';
import type { Draft } from './wire';

export type Mode = 'reply' | 'note';

export type Drafts = {
  /** Rises when a text was changed from outside the composer (another device, a send taken back). */
  changes: Store<number>;
  text: (c: string, mode: Mode) => string;
  write: (c: string, mode: Mode, text: string) => void;
  /** Lays a text (back) into the composer, before what stands there already. */
  put: (c: string, mode: Mode, text: string) => void;
  /** The text has left as a message. */
  sent: (c: string, mode: Mode) => void;
  /** The server's word for the reply draft: from the snapshot, or from another device of the same person. */
  heard: (c: string, draft: Draft) => void;
  lineStands: () => void;
  flush: () => void;
};

type Edges = {
  shelf: Shelf;
  prefix: string;
  send: (c: string, text: string, version: number) => boolean;
  stored: (c: string) => Draft | null;
};

type Local = { text: string; version: number; isSaved: boolean };

const saveAfterMs = 700;

/**
 * What is typed is on this device at once and on the server soon after; it survives a reload, a lost network and a
 * change of device. Notes stay on this device: the server keeps one draft per person and conversation.
 */
export const createDrafts = ({ shelf, prefix, send, stored }: Edges): Drafts => {
  const changes = createStore(0);
  const replies = new Map<string, Local>();
  const notes = new Map<string, string>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  const key = (c: string, mode: Mode) => `${prefix}${mode}.${c}`;
  const keep = (c: string, mode: Mode, text: string) => {
    try {
      if (text === '') shelf.removeItem(key(c, mode));
      else shelf.setItem(key(c, mode), text);
    } catch {
      // a full storage: the server still has it
    }
  };
  const local = (c: string): Local => {
    const known = replies.get(c);
    if (known !== undefined) return known;
    const server = stored(c);
    const here = shelf.getItem(key(c, 'reply'));
    // What lies on this device was not confirmed by the server, so it is the later word.
    const found =
      here !== null
        ? { text: here, version: server?.version ?? 0, isSaved: here === server?.text }
        : { text: server?.text ?? '', version: server?.version ?? 0, isSaved: true };
    replies.set(c, found);
    return found;
  };
  const save = (c: string) => {
    clearTimeout(timers.get(c));
    timers.delete(c);
    const draft = replies.get(c);
    if (draft === undefined || draft.isSaved) return;
    const version = Math.max(draft.version, stored(c)?.version ?? 0) + 1;
    if (send(c, draft.text, version)) replies.set(c, { text: draft.text, version, isSaved: true });
  };

  const read = (c: string, mode: Mode) =>
    mode === 'note' ? (notes.get(c) ?? shelf.getItem(key(c, 'note')) ?? '') : local(c).text;
  const write = (c: string, mode: Mode, text: string) => {
    keep(c, mode, text);
    if (mode === 'note') {
      notes.set(c, text);
      return;
    }
    const before = local(c);
    if (before.text === text) return;
    replies.set(c, { ...before, text, isSaved: false });
    clearTimeout(timers.get(c));
    timers.set(
      c,
      setTimeout(() => save(c), saveAfterMs),
    );
  };

  return {
    changes,
    text: read,
    write,
    put: (c, mode, text) => {
      const before = read(c, mode);
      write(c, mode, before === '' ? text : `${text}\n${before}`);
      changes.set((count) => count + 1);
    },
    sent: (c, mode) => {
      keep(c, mode, '');
      if (mode === 'note') {
        notes.set(c, '');
        return;
      }
      clearTimeout(timers.get(c));
      timers.delete(c);
      // The server drops its draft with the message, so nothing has to be said.
      replies.set(c, { ...local(c), text: '', isSaved: true });
    },
    heard: (c, draft) => {
      const known = local(c);
      if (draft.version < known.version || !known.isSaved) return;
      const isNews = draft.text !== known.text;
      replies.set(c, { text: draft.text, version: draft.version, isSaved: true });
      if (isNews) {
        keep(c, 'reply', draft.text);
        changes.set((count) => count + 1);
      }
    },
    lineStands: () => {
      for (const c of replies.keys()) save(c);
    },
    flush: () => {
      for (const c of timers.keys()) save(c);
    },
  };
};
