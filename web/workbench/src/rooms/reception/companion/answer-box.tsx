import { Suspense, useImperativeHandle, useLayoutEffect, useRef, useState, type Ref } from 'react';
import { CopyOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { GuardDesk, MarksLayer, rewritten, useGuard } from '@/rooms/guard';
import { MakePromise } from '@/rooms/promises';
import { newId } from '@/shared/api/id';
import { toProblem } from '@/shared/api/problem';
import { keyName } from '@/shared/keys/keys';
import { late } from '@/shared/late';
import { useStore } from '@/shared/store/store';
import { copyText } from '@/shared/ui/copy-text';
import { OpenPlaces, PhraseButton, PhraseSlot, usePhraseSlot } from '../phrase-slot';
import type { Entry } from '../state';
import { useLive, useView } from '../use-live';
import type { Head } from '../wire';
import css from './companion.module.css';
import { CopiedBar, type Copied } from './copied-bar';
import { looksCopied } from './looks-copied';
import { useText } from './text';
import { recordAnswer } from './use-companion';

const AskHelp = late(() => import('../floor/help/ask-help').then((m) => m.AskHelp));

export type AnswerHandle = { focus: () => void; submit: () => void; undo: () => void; promise: () => void };

type BoxProps = {
  ref: Ref<AnswerHandle>;
  c: string | null;
  entry: Entry | null;
  /** A copied talk was pasted here, where an answer is written. */
  onPasteTalk: (text: string) => void;
  onCopied: () => void;
};

/** The answer, under the guard as in the workbench; the way out is the clipboard. */
export const AnswerBox = ({ ref, c, entry, onPasteTalk, onCopied }: BoxProps) => {
  const t = useText();
  if (c === null || entry === null) {
    return (
      <footer className={css['answer']} data-empty>
        <p className={css['quiet']}>{t('answerFirst')}</p>
      </footer>
    );
  }
  return <Writing ref={ref} c={c} head={entry.head} onPasteTalk={onPasteTalk} onCopied={onCopied} />;
};

type WritingProps = Omit<BoxProps, 'c' | 'entry'> & { c: string; head: Head };

const Writing = ({ ref, c, head, onPasteTalk, onCopied }: WritingProps) => {
  const t = useText();
  const live = useLive();
  const { message } = App.useApp();
  const limit = useView((view) => view.settings.textLength ?? null);
  const outside = useStore(live.drafts.changes);
  const [text, setText] = useState(() => live.drafts.text(c, 'reply'));
  const [caret, setCaret] = useState(0);
  const [asks, setAsks] = useState(false);
  const [scrolled, setScrolled] = useState(0);
  const [isBusy, setBusy] = useState(false);
  const [promises, setPromises] = useState(false);
  const [copied, setCopied] = useState<Copied | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const sending = useRef<{ id: string; text: string } | null>(null);

  const [shownFor, setShownFor] = useState(outside);
  if (shownFor !== outside) {
    setShownFor(outside);
    setText(live.drafts.text(c, 'reply'));
  }
  const write = (value: string) => {
    setText(value);
    live.drafts.write(c, 'reply', value);
  };
  const phrases = usePhraseSlot({ c, head, text, caret, isOn: true, write, field, setCaret });
  const guard = useGuard(c, text, true);
  const rewrite = guard.verdict === null ? null : rewritten(text, guard.verdict);
  const over = limit === null ? 0 : text.length - limit;
  const isShut = text.trim() === '' || over > 0 || phrases.open.length > 0 || isBusy;

  const record = async (words: string, reason: string | null) => {
    // The same words have the same id until they are recorded: pressed twice, or after a lost answer, they stand there once.
    if (sending.current?.text !== words) sending.current = { id: newId(), text: words };
    const { id } = sending.current;
    const word = guard.word(reason);
    try {
      return await recordAnswer(id, c, words, word);
    } catch (error) {
      if (toProblem(error).code !== 'reception.conversation.closed') throw error;
      await live.act(c, 'reopen');
      void message.info(t('reopen'));
      return recordAnswer(id, c, words, word);
    }
  };
  const submit = async (reason: string | null = null) => {
    if (isShut) return;
    if (guard.verdict?.needs === 'shut') {
      guard.keep();
      return;
    }
    if (guard.verdict?.needs === 'needs-reason' && reason === null) {
      setAsks(true);
      return;
    }
    setAsks(false);
    setBusy(true);
    const words = text.trimEnd();
    try {
      const answer = await record(words, reason);
      sending.current = null;
      const isCopied = await copyText(words);
      live.drafts.sent(c, 'reply');
      phrases.sent();
      setText('');
      setCopied({ seq: answer.message?.seq ?? 0, text: words, isCopied });
      if (isCopied) onCopied();
    } catch (error) {
      const problem = toProblem(error);
      if (problem.code === 'guard.message.reason_missing') setAsks(true);
      void message.error(problem.detail);
    } finally {
      setBusy(false);
    }
  };
  const undo = async () => {
    if (copied === null) return;
    try {
      await live.act(c, `messages/${copied.seq}/recall`);
      setCopied(null);
      live.drafts.put(c, 'reply', copied.text);
      void message.info(t('undone'));
      field.current?.focus();
    } catch (error) {
      void message.error(toProblem(error).detail);
    }
  };
  useImperativeHandle(ref, () => ({
    focus: () => field.current?.focus(),
    submit: () => void submit(),
    undo: () => void undo(),
    promise: () => setPromises(true),
  }));
  useLayoutEffect(() => {
    const element = field.current;
    if (element === null) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(200, Math.max(66, element.scrollHeight))}px`;
  }, [text]);

  const copies = keyName('mod+Enter');
  const back = () => field.current?.focus();
  return (
    <footer className={css['answer']}>
      {copied !== null && <CopiedBar copied={copied} onUndo={() => void undo()} onDone={() => setCopied(null)} />}
      <PhraseSlot slot={phrases} field={field} />
      <div className={css['box']}>
        <MarksLayer text={text} hits={guard.hits} top={scrolled} />
        <textarea
          ref={field}
          className={css['field']}
          value={text}
          rows={3}
          placeholder={t('answerHint', { key: copies })}
          aria-label={t('answer')}
          onChange={(event) => {
            write(event.target.value);
            setCaret(event.target.selectionStart);
            if (copied?.isCopied === true) setCopied(null);
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
          onScroll={(event) => setScrolled(event.currentTarget.scrollTop)}
          onPaste={(event) => {
            const words = event.clipboardData.getData('text/plain');
            if (!looksCopied(words)) return;
            event.preventDefault();
            onPasteTalk(words);
          }}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
            if (event.key === 'Escape') event.currentTarget.blur();
            if (event.key === 'Tab' && !event.shiftKey && phrases.nextOpen()) event.preventDefault();
          }}
        />
      </div>
      <div className={css['guard']}>
        <Suspense fallback={null}>
          <GuardDesk
            conversation={c}
            help={<AskHelp head={head} />}
            text={text}
            verdict={guard.verdict}
            rewrite={rewrite}
            asks={asks && guard.verdict?.needs === 'needs-reason'}
            field={field}
            onTake={() => {
              if (rewrite === null) return;
              guard.keep();
              write(rewrite.text);
              back();
            }}
            onSend={(reason) => void submit(reason)}
            onBack={() => {
              setAsks(false);
              back();
            }}
          />
        </Suspense>
      </div>
      <div className={css['foot']}>
        <OpenPlaces slot={phrases} />
        {phrases.isOn && <PhraseButton onClick={phrases.start} />}
        {over > 0 && <span className={css['over']}>{over}</span>}
        <Button
          type="primary"
          size="small"
          icon={<CopyOutlined />}
          loading={isBusy}
          disabled={isShut || guard.verdict?.needs === 'shut'}
          title={copies}
          onClick={() => void submit()}
        >
          {t('copy')}
        </Button>
      </div>
      <Suspense fallback={null}>
        {promises && <MakePromise said={text} conversation={c} onDone={() => setPromises(false)} />}
      </Suspense>
    </footer>
  );
};
