import { Suspense, useImperativeHandle, useRef, useState, type Ref } from 'react';
import { CopyOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { MakePromise } from '@/rooms/promises';
import { newId } from '@/shared/api/id';
import { toProblem } from '@/shared/api/problem';
import { keyName } from '@/shared/keys/keys';
import { copyText } from '@/shared/ui/copy-text';
import { OpenPlaces, PhraseButton, PhraseSlot } from '../phrase-slot';
import type { Entry } from '../state';
import { useLive } from '../use-live';
import type { Head } from '../wire';
import { useWriting, WritingField, WritingGuard } from '../writing';
import css from './companion.module.css';
import { CopiedBar, type Copied } from './copied-bar';
import { looksCopied } from './looks-copied';
import { useText } from './text';
import { ofAnother, recordAnswer } from './use-companion';

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
  const [isBusy, setBusy] = useState(false);
  const [promises, setPromises] = useState(false);
  const [other, setOfAnother] = useState<{ detail: string; reason: string | null } | null>(null);
  const [copied, setCopied] = useState<Copied | null>(null);
  const sending = useRef<{ id: string; text: string } | null>(null);

  const writing = useWriting({ c, head, mode: 'reply', isReply: true });
  const { text, phrases, guard, over } = writing;
  const isShut = writing.isUnready || isBusy;

  const record = async (words: string, reason: string | null, takeOver: boolean) => {
    // The same words have the same id until they are recorded: pressed twice, or after a lost answer, they stand there once.
    if (sending.current?.text !== words) sending.current = { id: newId(), text: words };
    const { id } = sending.current;
    const word = guard.word(reason);
    try {
      return await recordAnswer(id, c, words, word, takeOver);
    } catch (error) {
      if (toProblem(error).code !== 'reception.conversation.closed') throw error;
      await live.act(c, 'reopen');
      void message.info(t('reopen'));
      return recordAnswer(id, c, words, word, takeOver);
    }
  };
  const submit = async (reason: string | null = null, takeOver = false) => {
    if (isShut || !writing.passes(reason)) return;
    setBusy(true);
    setOfAnother(null);
    const words = text.trimEnd();
    try {
      const answer = await record(words, reason, takeOver);
      sending.current = null;
      const isCopied = await copyText(words);
      writing.done();
      setCopied({ seq: answer.message?.seq ?? 0, text: words, isCopied });
      if (isCopied) onCopied();
    } catch (error) {
      const problem = toProblem(error);
      if (problem.code === 'guard.message.reason_missing') writing.ask();
      if (problem.code === ofAnother) setOfAnother({ detail: problem.detail, reason });
      else void message.error(problem.detail);
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
      writing.focus();
    } catch (error) {
      void message.error(toProblem(error).detail);
    }
  };
  useImperativeHandle(ref, () => ({
    focus: writing.focus,
    submit: () => void submit(),
    undo: () => void undo(),
    promise: () => setPromises(true),
  }));
  const copies = keyName('mod+Enter');
  return (
    <footer className={css['answer']}>
      {copied !== null && <CopiedBar copied={copied} onUndo={() => void undo()} onDone={() => setCopied(null)} />}
      <PhraseSlot slot={phrases} field={writing.field} />
      <WritingField
        writing={writing}
        css={css}
        hint={t('answerHint', { key: copies })}
        label={t('answer')}
        rows={3}
        height={{ least: 66, most: 200 }}
        onChange={() => copied?.isCopied === true && setCopied(null)}
        onPaste={(event) => {
          const words = event.clipboardData.getData('text/plain');
          if (!looksCopied(words)) return;
          event.preventDefault();
          onPasteTalk(words);
        }}
      />
      <div className={css['guard']}>
        <WritingGuard writing={writing} onSend={(reason) => void submit(reason)} />
      </div>
      {other !== null && (
        <p className={css['refused']} role="alert">
          {other.detail}
          <Button size="small" onClick={() => void submit(other.reason, true)}>
            {t('takeOver')}
          </Button>
        </p>
      )}
      <div className={css['foot']}>
        <OpenPlaces slot={phrases} />
        {phrases.isOn && <PhraseButton onClick={phrases.start} />}
        {over > 0 && <span className={css['over']}>{over}</span>}
        <Button
          type="primary"
          size="small"
          icon={<CopyOutlined />}
          loading={isBusy}
          disabled={isShut || writing.isBlocked}
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
