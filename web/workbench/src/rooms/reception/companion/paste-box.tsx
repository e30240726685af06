import { useCallback, useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react';
import { Button } from 'antd';
import { newId } from '@/shared/api/id';
import { toProblem } from '@/shared/api/problem';
import { useStore } from '@/shared/store/store';
import css from './companion.module.css';
import { ownNames } from './kept';
import { useText } from './text';
import { Unclear } from './unclear';
import { ofAnother, paste } from './use-companion';
import type { Asked, Said } from './wire';

export type PasteHandle = { focus: () => void; take: (text: string) => void };

type BoxProps = {
  ref: Ref<PasteHandle>;
  place: { shop: string; account: string };
  buyer: string;
  hint: string | null;
  onTaken: (buyer: string, talk: string | null) => void;
};

type State =
  | { kind: 'ready' }
  | { kind: 'switched'; name: string }
  | { kind: 'taking' }
  | { kind: 'asks'; text: string; asked: Asked }
  | { kind: 'refused'; text: string; detail: string; isOfAnother: boolean; said: Said }
  | { kind: 'known'; text: string; repeated: number; isAll: boolean };

/** What the buyer said comes in here, pasted anywhere in the window or typed; whatever is unclear is asked in place. */
export const PasteBox = ({ ref, place, buyer, hint, onTaken }: BoxProps) => {
  const t = useText();
  const own = useStore(ownNames);
  const [text, setText] = useState('');
  const [state, setState] = useState<State>({ kind: 'ready' });
  const field = useRef<HTMLTextAreaElement>(null);

  const take = useCallback(
    async (words: string, said: Said = {}, who = buyer) => {
      if (words.trim() === '') return;
      setState({ kind: 'taking' });
      try {
        const answer = await paste({ ...place, own }, who, words, said);
        if ('ask' in answer) {
          setState({ kind: 'asks', text: words, asked: answer.ask });
          return;
        }
        setText('');
        setState(
          answer.repeated > 0
            ? { kind: 'known', text: words, repeated: answer.repeated, isAll: answer.stored === 0 }
            : who !== '' && who !== answer.buyer
              ? { kind: 'switched', name: answer.buyer }
              : { kind: 'ready' },
        );
        onTaken(answer.buyer, answer.head?.id ?? null);
      } catch (error) {
        const problem = toProblem(error);
        setText(words);
        setState({
          kind: 'refused',
          text: words,
          detail: problem.detail,
          isOfAnother: problem.code === ofAnother,
          said,
        });
      }
    },
    [buyer, own, place, onTaken],
  );
  useImperativeHandle(ref, () => ({ focus: () => field.current?.focus(), take: (words) => void take(words) }), [take]);

  useEffect(() => {
    // Wherever the focus is: what is pasted outside a field is what the buyer said.
    const hear = (event: ClipboardEvent) => {
      if (event.defaultPrevented) return;
      const isField =
        event.target instanceof Element && event.target.closest('input, textarea, [role=dialog]') !== null;
      const words = event.clipboardData?.getData('text/plain') ?? '';
      if (isField || words.trim() === '') return;
      event.preventDefault();
      void take(words);
    };
    document.addEventListener('paste', hear);
    return () => document.removeEventListener('paste', hear);
  }, [take]);

  return (
    <section className={css['paste']} aria-busy={state.kind === 'taking'}>
      <textarea
        ref={field}
        autoFocus
        rows={1}
        value={text}
        placeholder={state.kind === 'taking' ? t('taking') : t('pasteHint')}
        aria-label={t('paste')}
        onChange={(event) => setText(event.target.value)}
        onPaste={(event) => {
          const words = event.clipboardData.getData('text/plain');
          if (text !== '' || words.trim() === '') return;
          event.preventDefault();
          void take(words);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || event.key !== 'Enter' || event.shiftKey || event.altKey) return;
          if (event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          void take(text);
        }}
      />
      {state.kind === 'ready' && hint !== null && <p className={css['quiet']}>{hint}</p>}
      {state.kind === 'switched' && (
        <p className={css['quiet']} role="status">
          {t('switched', { name: state.name })}
        </p>
      )}
      {state.kind === 'known' && (
        <p className={css['quiet']} role="status">
          {state.isAll ? t('repeated') : t('repeatedSome', { n: state.repeated })}
          {state.isAll && (
            <button type="button" className={css['link']} onClick={() => void take(state.text, { again: newId() })}>
              {t('again')}
            </button>
          )}
        </p>
      )}
      {state.kind === 'refused' && (
        <p className={css['refused']} role="alert">
          {state.detail}
          {state.isOfAnother && (
            <Button size="small" onClick={() => void take(state.text, { ...state.said, takeOver: true })}>
              {t('takeOver')}
            </Button>
          )}
        </p>
      )}
      {state.kind === 'asks' && (
        <Unclear
          key={state.text}
          asked={state.asked}
          buyer={buyer}
          onSay={(said, who) => void take(state.text, said, who)}
          onCancel={() => {
            setText(state.text);
            setState({ kind: 'ready' });
            field.current?.focus();
          }}
        />
      )}
    </section>
  );
};
