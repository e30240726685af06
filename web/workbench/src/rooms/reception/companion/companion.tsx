import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { App, Button, Input, Tooltip, type InputRef } from 'antd';
import { QuestionOutlined, SettingOutlined, UserSwitchOutlined } from '@ant-design/icons';
import { toProblem } from '@/shared/api/problem';
import { useChannelKind } from '@/shared/i18n/channel-kind';
import { useCommands, type Command } from '@/shared/keys/commands';
import { keyName } from '@/shared/keys/keys';
import { connection } from '@/shared/session';
import { useStore } from '@/shared/store/store';
import { Loading } from '@/shared/ui/states';
import { useEntry, useLive } from '../use-live';
import { AnswerBox, type AnswerHandle } from './answer-box';
import { Blocks } from './blocks';
import { blockOpen } from './block';
import css from './companion.module.css';
import { createFocusWish } from './focus-wish';
import { HandOverButton } from './hand-over-button';
import { companionTalk } from './kept';
import { noteField } from './note-form';
import { PasteBox, type PasteHandle } from './paste-box';
import { RecentLines } from './recent-lines';
import { useText } from './text';
import { findTalk, useAccounts } from './use-companion';

type CompanionProps = { kept: { shop: string; account: string; buyer: string }; onChange: () => void };

type Place = { buyer: string; typed: string; talk: string | null; isNew: boolean };

/** One column: who, what they said, what the house knows about it, and the answer at the bottom. */
export const Companion = ({ kept, onChange }: CompanionProps) => {
  const t = useText();
  const live = useLive();
  const kindName = useChannelKind();
  const { message } = App.useApp();
  const account = useAccounts(kept.shop).data?.accounts.find((one) => one.id === kept.account) ?? null;
  const [at, setAt] = useState<Place>({ buyer: kept.buyer, typed: kept.buyer, talk: null, isNew: false });
  const { buyer, typed, talk, isNew } = at;
  const nick = useRef<InputRef>(null);
  const pasteBox = useRef<PasteHandle>(null);
  const answerBox = useRef<AnswerHandle>(null);
  const [writesNext] = useState(createFocusWish);
  const entry = useEntry(talk ?? '');

  const show = (name: string, c: string | null, isFresh: boolean) => {
    setAt({ buyer: name, typed: name, talk: c, isNew: isFresh });
    keepBuyer(name);
  };
  const goTo = async (name: string) => {
    writesNext.forget();
    show(name, null, false);
    if (name === '') return;
    try {
      const head = await findTalk(kept.shop, kept.account, name);
      // Whoever was quicker than the answer is with somebody else by now.
      setAt((now) =>
        now.buyer === name && now.talk === null ? { ...now, talk: head?.id ?? null, isNew: head === null } : now,
      );
    } catch (error) {
      void message.error(toProblem(error).detail);
    }
  };
  const taken = (name: string, c: string | null) => {
    if (c !== null) show(name, c, false);
    else void goTo(name);
    writesNext.make();
  };
  // The box is there only when the feed has brought the talk, which may be long after the paste was answered.
  useLayoutEffect(() => writesNext.grant(answerBox.current));
  const go = useRef(goTo);
  useEffect(() => {
    go.current = goTo;
  });
  useEffect(() => {
    if (kept.buyer !== '') void go.current(kept.buyer);
  }, [kept.buyer]);
  useEffect(() => {
    live.look(talk);
    return () => live.look(null);
  }, [live, talk]);
  const next = useCallback(() => {
    void go.current('');
    nick.current?.focus();
  }, []);

  useCommands(
    useMemo((): Command[] => {
      const group = t('keys');
      const toggle = (store: (typeof blockOpen)[keyof typeof blockOpen]) => () => store.set(!store.get());
      return [
        {
          id: 'companion-copy',
          label: t('keyCopy'),
          group,
          key: 'mod+Enter',
          keyOnly: true,
          run: () => answerBox.current?.submit(),
        },
        {
          id: 'companion-paste',
          label: t('keyPaste'),
          group,
          key: 'alt+v',
          keyOnly: true,
          run: () => pasteBox.current?.focus(),
        },
        {
          id: 'companion-answer',
          label: t('keyAnswer'),
          group,
          key: 'alt+a',
          keyOnly: true,
          run: () => answerBox.current?.focus(),
        },
        {
          id: 'companion-buyer',
          label: t('keyBuyer'),
          group,
          key: 'alt+b',
          keyOnly: true,
          run: () => nick.current?.focus(),
        },
        { id: 'companion-insert', label: t('keyInsert'), group, key: 'alt+1…9', keyOnly: true, run: () => undefined },
        { id: 'companion-next', label: t('keyNext'), group, key: 'alt+n', run: next },
        {
          id: 'companion-undo',
          label: t('keyUndo'),
          group,
          key: 'alt+u',
          keyOnly: true,
          run: () => answerBox.current?.undo(),
        },
        {
          id: 'companion-promise',
          label: t('keyPromise'),
          group,
          key: 'alt+p',
          run: () => answerBox.current?.promise(),
        },
        {
          id: 'companion-note',
          label: t('keyNote'),
          group,
          key: 'alt+m',
          run: () => {
            blockOpen.note.set(true);
            requestAnimationFrame(() => document.getElementById(noteField)?.focus());
          },
        },
        { id: 'companion-help', label: t('keyHelp'), group, key: 'alt+q', run: () => blockOpen.help.set(true) },
        { id: 'companion-orders', label: t('keyOrders'), group, key: 'alt+o', run: toggle(blockOpen.orders) },
        { id: 'companion-policies', label: t('keyPolicies'), group, key: 'alt+g', run: toggle(blockOpen.policies) },
      ];
    }, [t, next]),
  );

  const state = useStore(connection);
  return (
    <div className={css['companion']}>
      <header className={css['head']}>
        <Tooltip title={t('change')}>
          <button type="button" className={css['account']} onClick={onChange}>
            <span className={css['dot']} data-state={state} />
            {account === null ? t('platform') : account.name || kindName(account.kind)}
            <SettingOutlined />
          </button>
        </Tooltip>
        <Input
          ref={nick}
          className={css['nick'] ?? ''}
          value={typed}
          maxLength={100}
          allowClear
          placeholder={t('buyerHint')}
          aria-label={t('buyer')}
          onChange={(event) => {
            const { value } = event.target;
            if (value === '') void goTo('');
            else setAt((now) => ({ ...now, typed: value }));
          }}
          onPressEnter={(event) => {
            if (event.nativeEvent.isComposing) return;
            void goTo(typed.trim()).then(() => pasteBox.current?.focus());
          }}
          onBlur={() => typed.trim() !== buyer && void goTo(typed.trim())}
        />
        {entry !== undefined && talk !== null && <HandOverButton key={talk} head={entry.head} />}
        <Tooltip title={`${t('nextBuyer')} ${keyName('alt+n')}`}>
          <Button type="text" size="small" icon={<UserSwitchOutlined />} aria-label={t('nextBuyer')} onClick={next} />
        </Tooltip>
        <HelpButton />
      </header>
      <div className={css['middle']}>
        <PasteBox
          ref={pasteBox}
          place={kept}
          buyer={typed.trim()}
          onTaken={taken}
          hint={isNew ? t('newBuyer') : null}
        />
        {talk !== null && entry === undefined && <Loading rows={4} />}
        {talk !== null && entry !== undefined && <RecentLines c={talk} head={entry.head} />}
        {talk === null && <p className={css['empty']}>{t('emptyTalk')}</p>}
      </div>
      <div className={css['blocks']}>
        {entry !== undefined && talk !== null && (
          <Blocks
            key={talk}
            head={entry.head}
            onInsert={(words) => {
              live.drafts.put(talk, 'reply', words);
              answerBox.current?.focus();
            }}
          />
        )}
      </div>
      <AnswerBox
        key={talk ?? ''}
        ref={answerBox}
        c={talk}
        entry={entry ?? null}
        onPasteTalk={(text) => pasteBox.current?.take(text)}
        onCopied={() => pasteBox.current?.focus()}
      />
    </div>
  );
};

/** Written past the store: the window must not begin anew while somebody writes in it. */
const keepBuyer = (buyer: string) => {
  try {
    localStorage.setItem('zhanggui.companion.talk', JSON.stringify({ ...companionTalk.get(), buyer }));
  } catch {
    // forgotten at the next start
  }
};

const HelpButton = () => {
  const t = useText();
  return (
    <Tooltip title="?">
      <Button
        type="text"
        size="small"
        icon={<QuestionOutlined />}
        aria-label={t('keys')}
        onClick={() => window.dispatchEvent(new KeyboardEvent('keydown', { key: '?' }))}
      />
    </Tooltip>
  );
};
