import { Suspense, useLayoutEffect, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import { GuardDesk, MarksLayer, rewritten, useGuard } from '@/rooms/guard';
import { late } from '@/shared/late';
import { useStore } from '@/shared/store/store';
import type { Mode } from './drafts';
import { usePhraseSlot } from './phrase-slot';
import { useLive, useView } from './use-live';
import type { Head } from './wire';

const AskHelp = late(() => import('./floor/help/ask-help').then((m) => m.AskHelp));

type Asked = {
  c: string;
  head: Head;
  mode: Mode;
  /** Under the guard and with phrases: what the buyer will read. */
  isReply: boolean;
  onWrite?: ((value: string) => void) | undefined;
};

/** A text that is being written to a buyer (or a note): its draft, its phrases, and the guard over it. The same at the desk and in the companion. */
export const useWriting = ({ c, head, mode, isReply, onWrite }: Asked) => {
  const live = useLive();
  const limit = useView((view) => view.settings.textLength ?? null);
  const outside = useStore(live.drafts.changes);
  const [text, setText] = useState(() => live.drafts.text(c, mode));
  const [caret, setCaret] = useState(0);
  const [asks, setAsks] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);

  // Another device wrote, a send was taken back, or the mode changed: the kept text is the truth.
  const [shownFor, setShownFor] = useState({ mode, outside });
  if (shownFor.mode !== mode || shownFor.outside !== outside) {
    setShownFor({ mode, outside });
    setText(live.drafts.text(c, mode));
  }
  const write = (value: string) => {
    setText(value);
    live.drafts.write(c, mode, value);
    onWrite?.(value);
  };
  const phrases = usePhraseSlot({ c, head, text, caret, isOn: isReply, write, field, setCaret });
  const guard = useGuard(c, text, isReply);
  const rewrite = guard.verdict === null ? null : rewritten(text, guard.verdict);
  const over = limit === null ? 0 : text.length - limit;
  const focus = () => field.current?.focus();
  return {
    c,
    head,
    text,
    write,
    caret,
    setCaret,
    field,
    focus,
    phrases,
    guard,
    rewrite,
    over,
    asks: asks && guard.verdict?.needs === 'needs-reason',
    ask: () => setAsks(true),
    giveUp: () => {
      setAsks(false);
      focus();
    },
    take: () => {
      if (rewrite === null) return;
      guard.keep();
      write(rewrite.text);
      focus();
    },
    /** Nothing to send, too long, or a place still open; what the guard says comes on top. */
    isUnready: text.trim() === '' || over > 0 || phrases.open.length > 0,
    isBlocked: guard.verdict?.needs === 'shut',
    /** May it go out? What is blocked is remembered, a missing reason is asked for. */
    passes: (reason: string | null): boolean => {
      if (guard.verdict?.needs === 'shut') {
        guard.keep();
        return false;
      }
      const isMissing = guard.verdict?.needs === 'needs-reason' && reason === null;
      setAsks(isMissing);
      return !isMissing;
    },
    /** It is out: draft, phrase and box begin anew. */
    done: () => {
      live.drafts.sent(c, mode);
      phrases.sent();
      setText('');
    },
  };
};

export type Writing = ReturnType<typeof useWriting>;

type FieldProps = {
  writing: Writing;
  /** The box and the field of the place it stands in. */
  css: { box?: string | undefined; field?: string | undefined };
  hint: string;
  label: string;
  rows: number;
  height: { least: number; most: number };
  isDisabled?: boolean;
  onChange?: () => void;
  onKey?: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  onPaste: (event: ClipboardEvent<HTMLTextAreaElement>) => void;
};

/** As high as its words, between two heights. */
const fit = (element: HTMLTextAreaElement, least: number, most: number) => {
  element.style.height = 'auto';
  element.style.height = `${Math.min(most, Math.max(least, element.scrollHeight))}px`;
};

/** The field with the marks of what rings lying over its letters. */
export const WritingField = ({
  writing,
  css,
  hint,
  label,
  rows,
  height,
  isDisabled,
  onChange,
  onKey,
  onPaste,
}: FieldProps) => {
  const { field, text, guard, write, setCaret, phrases } = writing;
  const [scrolled, setScrolled] = useState(0);
  const { least, most } = height;
  useLayoutEffect(() => {
    if (field.current !== null) fit(field.current, least, most);
  }, [field, text, hint, least, most]);
  return (
    <div className={css.box}>
      <MarksLayer text={text} hits={guard.hits} top={scrolled} />
      <textarea
        ref={field}
        className={css.field}
        value={text}
        rows={rows}
        disabled={isDisabled}
        placeholder={hint}
        aria-label={label}
        onChange={(event) => {
          write(event.target.value);
          setCaret(event.target.selectionStart);
          onChange?.();
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onScroll={(event) => setScrolled(event.currentTarget.scrollTop)}
        onPaste={onPaste}
        onKeyDown={(event) => {
          // Enter that ends an input method's composition chooses a word and sends nothing.
          if (event.nativeEvent.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
          if (event.key === 'Escape') event.currentTarget.blur();
          else if (event.key === 'Tab' && !event.shiftKey && phrases.nextOpen()) event.preventDefault();
          else onKey?.(event);
        }}
      />
    </div>
  );
};

/** What rings, in words, with the way on: the rewrite, the reason, a colleague's help. */
export const WritingGuard = ({ writing, onSend }: { writing: Writing; onSend: (reason: string) => void }) => (
  <Suspense fallback={null}>
    <GuardDesk
      conversation={writing.c}
      help={<AskHelp head={writing.head} />}
      text={writing.text}
      verdict={writing.guard.verdict}
      rewrite={writing.rewrite}
      asks={writing.asks}
      field={writing.field}
      onTake={writing.take}
      onSend={onSend}
      onBack={writing.giveUp}
    />
  </Suspense>
);
