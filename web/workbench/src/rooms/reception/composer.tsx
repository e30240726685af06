import { Suspense, useEffect, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import { PaperClipOutlined, SmileOutlined } from '@ant-design/icons';
import { Button, Popover, Tooltip } from 'antd';
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
import { OpenPlaces, PhraseButton, PhraseSlot } from './phrase-slot';
import { sendKey } from './preferences';
import { SendButton } from './send-button';
import { useText } from './text';
import { TopicChip } from './topic-chip';
import { useLive, useView } from './use-live';
import type { Colleague, Head } from './wire';
import { useWriting, WritingField, WritingGuard } from './writing';

const OpenCompanion = late(() => import('./companion/companion-button').then((m) => m.OpenCompanion));
const ProcedureChip = late(() => import('./floor/procedures/procedure-chip').then((m) => m.ProcedureChip));

type ComposerProps = { c: string; head: Head; onFiles: (files: readonly File[]) => void };

export const Composer = ({ c, head, onFiles }: ComposerProps) => {
  const t = useText();
  const live = useLive();
  const me = useView((view) => view.me.id);
  const people = useView((view) => view.people);
  const hasProcedures = useView((view) => (view.settings.procedures ?? []).length > 0);
  const key = useStore(sendKey);
  const maySend = useMay('reception.message.send');
  const mayNote = useMay('reception.note.write');
  const mayAssign = useMay('reception.conversation.assign');
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
  const picker = useRef<HTMLInputElement>(null);
  const writing = useWriting({
    c,
    head,
    mode,
    isReply: mode === 'reply' && why === null,
    onWrite: (value) => mode === 'reply' && value !== '' && live.typing(c),
  });
  const { text, write, caret, setCaret, field, phrases, guard, over } = writing;
  const submit = (reason: string | null = null) => {
    if (writing.isUnready || isShut || !writing.passes(reason)) return;
    const word = mode === 'note' ? undefined : guard.word(reason);
    const mentions = mode === 'note' ? people.filter((one) => text.includes(`@${one.name}`)).map((one) => one.id) : [];
    live.send({
      c,
      kind: mode === 'note' ? 'note' : 'text',
      text: text.trimEnd(),
      mentions,
      ...(word === undefined ? {} : { guard: word }),
    });
    writing.done();
    writing.focus();
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

  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
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
  const { focus } = writing;
  useDeskCall('write', focus);
  useDeskCall('note', () => {
    setMode((before) => (before === 'note' ? 'reply' : 'note'));
    focus();
  });
  useEffect(() => {
    if (window.matchMedia('(hover: hover)').matches) field.current?.focus();
  }, [c, field]);

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
        {hasProcedures && why === null && mode === 'reply' && (
          <Suspense fallback={null}>
            <ProcedureChip c={c} />
          </Suspense>
        )}
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
      <WritingField
        writing={writing}
        css={css}
        hint={hint}
        label={hint}
        rows={2}
        height={{ least: 44, most: 220 }}
        isDisabled={isShut}
        onKey={onKey}
        onPaste={onPaste}
      />
      <div className={css['foot']}>
        <WritingGuard writing={writing} onSend={submit} />
        <OpenPlaces slot={phrases} />
        {over > 0 && <span className={css['over']}>{t('tooLong', { n: over })}</span>}
        <SendButton mode={mode} isDisabled={writing.isUnready || isShut || writing.isBlocked} onSend={() => submit()} />
      </div>
    </div>
  );
};
