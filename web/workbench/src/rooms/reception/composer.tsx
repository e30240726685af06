import {
  Suspense,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type ClipboardEvent,
  type KeyboardEvent,
} from 'react';
import { PaperClipOutlined, SmileOutlined } from '@ant-design/icons';
import { Button, Popover, Tooltip } from 'antd';
import { GuardDesk, MarksLayer, rewritten, useGuard } from '@/rooms/guard';
import { late } from '@/shared/late';
import { keyName } from '@/shared/keys/keys';
import { useMay } from '@/shared/session';
import { useStore } from '@/shared/store/store';
import css from './composer.module.css';
import { isOnPlatform } from './companion/platforms';
import { useDeskCall } from './desk-calls';
import type { Mode } from './drafts';
import { emoticons } from './emoticons';
import { MonologueHint } from './monologue-hint';
import { MentionList, mentionAt } from './mention-list';
import { OpenPlaces, PhraseButton, PhraseSlot, usePhraseSlot } from './phrase-slot';
import { sendKey } from './preferences';
import { SendButton } from './send-button';
import { useText } from './text';
import { TopicChip } from './topic-chip';
import { useLive, useView } from './use-live';
import type { Colleague, Head } from './wire';

const OpenCompanion = late(() => import('./companion/companion-button').then((m) => m.OpenCompanion));
const AskHelp = late(() => import('./floor/help/ask-help').then((m) => m.AskHelp));

type ComposerProps = { c: string; head: Head; onFiles: (files: readonly File[]) => void };

export const Composer = ({ c, head, onFiles }: ComposerProps) => {
  const t = useText();
  const live = useLive();
  const me = useView((view) => view.me.id);
  const people = useView((view) => view.people);
  const limit = useView((view) => view.settings.textLength ?? null);
  const key = useStore(sendKey);
  const maySend = useMay('reception.message.send');
  const mayNote = useMay('reception.note.write');
  const mayAssign = useMay('reception.conversation.assign');
  const outside = useStore(live.drafts.changes);
  const isOfAnother = head.assignee !== null && head.assignee.id !== me && !mayAssign;
  const why = isOnPlatform(head)
    ? t('onPlatform')
    : head.state === 'closed'
      ? t('closedCannotWrite')
      : !maySend
        ? t('noSendRight')
        : isOfAnother
          ? t('ofAnother', { name: head.assignee?.name ?? '' })
          : null;
  const [wanted, setMode] = useState<Mode>('reply');
  const mode: Mode = why !== null && mayNote ? 'note' : wanted;
  const isShut = mode === 'reply' ? why !== null : !mayNote;
  const [text, setText] = useState(() => live.drafts.text(c, mode));
  const [caret, setCaret] = useState(0);
  const field = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);

  // Another device wrote, a send was taken back, or the mode changed: the kept text is the truth.
  const [shownFor, setShownFor] = useState({ mode, outside });
  if (shownFor.mode !== mode || shownFor.outside !== outside) {
    setShownFor({ mode, outside });
    setText(live.drafts.text(c, mode));
  }

  const write = (value: string) => {
    setText(value);
    live.drafts.write(c, mode, value);
    if (mode === 'reply' && value !== '') live.typing(c);
  };
  const phrases = usePhraseSlot({
    c,
    head,
    text,
    caret,
    isOn: mode === 'reply' && why === null,
    write,
    field,
    setCaret,
  });
  const guard = useGuard(c, text, mode === 'reply' && !isShut);
  const [asks, setAsks] = useState(false);
  const [scrolled, setScrolled] = useState(0);
  const rewrite = guard.verdict === null ? null : rewritten(text, guard.verdict);
  const take = () => {
    if (rewrite === null) return;
    guard.keep();
    write(rewrite.text);
    field.current?.focus();
  };
  const over = limit === null ? 0 : text.length - limit;
  const isEmpty = text.trim() === '';
  const submit = (reason: string | null = null) => {
    if (isEmpty || isShut || over > 0 || phrases.open.length > 0) return;
    if (guard.verdict?.needs === 'shut') {
      guard.keep();
      return;
    }
    if (guard.verdict?.needs === 'needs-reason' && reason === null) {
      setAsks(true);
      return;
    }
    setAsks(false);
    const word = mode === 'note' ? undefined : guard.word(reason);
    const mentions = mode === 'note' ? people.filter((one) => text.includes(`@${one.name}`)).map((one) => one.id) : [];
    live.send({
      c,
      kind: mode === 'note' ? 'note' : 'text',
      text: text.trimEnd(),
      mentions,
      ...(word === undefined ? {} : { guard: word }),
    });
    live.drafts.sent(c, mode);
    phrases.sent();
    setText('');
    field.current?.focus();
  };
  const insert = (piece: string) => {
    const element = field.current;
    const at = element?.selectionStart ?? text.length;
    const end = element?.selectionEnd ?? at;
    write(text.slice(0, at) + piece + text.slice(end));
    requestAnimationFrame(() => {
      element?.focus();
      element?.setSelectionRange(at + piece.length, at + piece.length);
    });
  };
  const mention = mode === 'note' ? mentionAt(text, caret) : null;
  const choose = (person: Colleague) => {
    if (mention === null) return;
    const before = `${text.slice(0, mention.from)}@${person.name} `;
    write(before + text.slice(caret));
    setCaret(before.length);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(before.length, before.length);
    });
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // Enter that ends an input method's composition chooses a word and sends nothing.
    if (event.nativeEvent.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
    if (event.key === 'Escape') {
      event.currentTarget.blur();
      return;
    }
    if (event.key === 'Tab' && !event.shiftKey && phrases.nextOpen()) {
      event.preventDefault();
      return;
    }
    if (event.key !== 'Enter' || event.altKey) return;
    const hasCtrl = event.ctrlKey || event.metaKey;
    const isSend = key === 'enter' ? !event.shiftKey && !hasCtrl : hasCtrl;
    if (isSend) {
      event.preventDefault();
      submit();
    } else if (key === 'enter' && hasCtrl) {
      event.preventDefault();
      insert('\n');
    }
  };
  const onPaste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files];
    if (files.length === 0 || mode === 'note') return;
    event.preventDefault();
    onFiles(files);
  };
  const focus = useCallback(() => field.current?.focus(), []);
  useDeskCall('write', focus);
  useDeskCall(
    'note',
    useCallback(() => {
      setMode((before) => (before === 'note' ? 'reply' : 'note'));
      focus();
    }, [focus]),
  );
  useEffect(() => {
    if (window.matchMedia('(hover: hover)').matches) field.current?.focus();
  }, [c]);
  useLayoutEffect(() => {
    const element = field.current;
    if (element === null) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(220, Math.max(44, element.scrollHeight))}px`;
  }, [text, mode]);

  const sends = t(key === 'enter' ? 'enterKey' : 'ctrlEnterKey');
  const hint = mode === 'note' ? t('writeNote') : t('writeReply', { name: head.buyer.name, key: sends });
  return (
    <div className={css['composer']} data-mode={mode}>
      {why !== null && (
        <p className={css['why']}>
          {why} {isOnPlatform(head) && <OpenCompanion head={head} />}
        </p>
      )}
      <MonologueHint c={c} isOn={why === null && mode === 'reply'} />
      {why === null && head.state === 'waiting' && mode === 'reply' && <p className={css['why']}>{t('waitsTake')}</p>}
      <div className={css['tools']}>
        <div className={css['modes']} role="radiogroup">
          {(['reply', 'note'] as const).map((name) => (
            <button
              key={name}
              type="button"
              role="radio"
              aria-checked={mode === name}
              data-mode={name}
              disabled={name === 'note' ? !mayNote : why !== null}
              title={keyName('alt+m')}
              onClick={() => {
                setMode(name);
                focus();
              }}
            >
              {t(name === 'note' ? 'noteMode' : 'replyMode')}
            </button>
          ))}
        </div>
        <Popover
          trigger="click"
          placement="topLeft"
          content={
            <div className={css['emoticons']}>
              {emoticons.map((sign) => (
                <button key={sign} type="button" onClick={() => insert(sign)}>
                  {sign}
                </button>
              ))}
            </div>
          }
        >
          <Button type="text" size="small" icon={<SmileOutlined />} aria-label={t('emoticons')} disabled={isShut} />
        </Popover>
        <Tooltip title={t('attach')}>
          <Button
            type="text"
            size="small"
            icon={<PaperClipOutlined />}
            aria-label={t('attach')}
            disabled={isShut || mode === 'note'}
            onClick={() => picker.current?.click()}
          />
        </Tooltip>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          onChange={(event) => {
            onFiles([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
        {phrases.isOn && <PhraseButton onClick={phrases.start} />}
        <TopicChip c={c} isOn={why === null && mode === 'reply'} field={field} />
        <span className={css['notice']}>{mode === 'note' ? t('noteOnly') : t('recordNotice')}</span>
      </div>
      {mention !== null && (
        <MentionList
          people={people.filter((one) => one.id !== me)}
          words={mention.words}
          onChoose={choose}
          field={field}
        />
      )}
      <PhraseSlot slot={phrases} field={field} />
      <div className={css['box']}>
        <MarksLayer text={text} hits={guard.hits} top={scrolled} />
        <textarea
          ref={field}
          className={css['field']}
          value={text}
          rows={2}
          disabled={isShut}
          placeholder={hint}
          aria-label={hint}
          onChange={(event) => {
            write(event.target.value);
            setCaret(event.target.selectionStart);
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onScroll={(event) => setScrolled(event.currentTarget.scrollTop)}
        />
      </div>
      <div className={css['foot']}>
        <Suspense fallback={null}>
          <GuardDesk
            conversation={c}
            help={<AskHelp head={head} />}
            text={text}
            verdict={guard.verdict}
            rewrite={rewrite}
            asks={asks && guard.verdict?.needs === 'needs-reason'}
            field={field}
            onTake={take}
            onSend={(reason) => submit(reason)}
            onBack={() => {
              setAsks(false);
              field.current?.focus();
            }}
          />
        </Suspense>
        <OpenPlaces slot={phrases} />
        {over > 0 && <span className={css['over']}>{t('tooLong', { n: over })}</span>}
        <SendButton
          mode={mode}
          isDisabled={isEmpty || isShut || over > 0 || phrases.open.length > 0 || guard.verdict?.needs === 'shut'}
          onSend={() => submit()}
        />
      </div>
    </div>
  );
};
