import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import { Tag } from 'antd';
import { nowMs, useMinute } from '@/shared/time/now';
import { find } from './match';
import { MarkLine } from '../texts/mark-line';
import type { TextMark } from '../texts/wire';
import { OfferMark } from './offer-mark';
import css from './phrases.module.css';
import { usePhraseText } from './text';
import { isBlocked, isOutOfTime, usableOf } from './usable';
import { usePhrases } from './use-phrases';
import type { Phrase } from './wire';

type PickerProps = {
  words: string;
  field: RefObject<HTMLTextAreaElement | null>;
  onChoose: (phrase: Phrase) => void;
  onClose: () => void;
};

const most = 30;

const Blocked = ({ mark }: { mark: TextMark }) => {
  const t = usePhraseText();
  return (
    <>
      <MarkLine mark={mark} />
      <p className={css['hint']}>{t(mark.rewrite === null ? 'notInsertable' : 'rewriteInserted')}</p>
    </>
  );
};

/** First the question, then the words: nobody sends an answer without having seen what it answers. */
export const PhrasePicker = ({ words, field, onChoose, onClose }: PickerProps) => {
  const t = usePhraseText();
  const list = usePhrases();
  const { isPending } = list;
  const [at, setAt] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const [shownFor, setShownFor] = useState(words);
  if (shownFor !== words) {
    setShownFor(words);
    setAt(0);
  }
  const now = useMinute();
  const fitting = find(list.data?.phrases.filter((one) => !one.isExpired) ?? [], words);
  // What cannot be said now stands below what can.
  const found = [
    ...fitting.filter((one) => !isOutOfTime(one, now)),
    ...fitting.filter((one) => isOutOfTime(one, now)),
  ].slice(0, most);
  const selected = Math.max(0, Math.min(at, found.length - 1));
  /** What the guard blocks is not laid into the box; its rewrite, where it has one, is. */
  const take = useCallback(
    (phrase: Phrase) => {
      const usable = usableOf(phrase, nowMs());
      if (usable !== null) onChoose(usable);
    },
    [onChoose],
  );
  useEffect(() => {
    const element = field.current;
    if (element === null) return;
    const listen = (event: KeyboardEvent) => {
      if (event.isComposing) return;
      const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 6, PageUp: -6 }[event.key];
      const phrase = found[selected];
      if (by !== undefined && found.length > 0)
        setAt(Math.abs(by) === 1 ? (selected + by + found.length) % found.length : Math.max(0, selected + by));
      else if ((event.key === 'Enter' || event.key === 'Tab') && phrase !== undefined) take(phrase);
      else if (event.key === 'Escape') onClose();
      else if (event.key === 'Enter' && isPending) {
        // The list is on its way: the code itself must not go out.
      } else return;
      event.preventDefault();
      event.stopPropagation();
    };
    element.addEventListener('keydown', listen);
    return () => element.removeEventListener('keydown', listen);
  }, [field, found, isPending, selected, take, onClose]);
  useEffect(() => {
    box.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  if (isPending) return null;
  return (
    <div className={css['picker']} ref={box}>
      {found.length === 0 && <p className={css['hint']}>{t('noneFound')}</p>}
      <ul role="listbox" aria-label={t('pick')}>
        {found.map((phrase, index) => (
          <li
            key={phrase.id}
            role="option"
            aria-selected={index === selected}
            aria-disabled={usableOf(phrase, now) === null}
            data-blocked={isBlocked(phrase) || isOutOfTime(phrase, now) || undefined}
            title={phrase.text}
            onMouseDown={(event) => {
              event.preventDefault();
              take(phrase);
            }}
          >
            <div className={css['pickTitle']}>
              <b>{phrase.title}</b>
              <span className={css['hint']}>{phrase.group}</span>
              {phrase.offer !== null && <OfferMark offer={phrase.offer} now={now} />}
              {phrase.level !== 'shop' && <Tag>{t(phrase.level)}</Tag>}
              {phrase.code !== null && <kbd>/{phrase.code}</kbd>}
            </div>
            <div className={css['pickText']}>{phrase.text}</div>
            {phrase.guard !== null && isBlocked(phrase) && <Blocked mark={phrase.guard.mark} />}
          </li>
        ))}
      </ul>
      <p className={css['foot']}>
        <span>{t('pickHint')}</span>
        <a href="/floor/phrases" target="_blank" rel="noreferrer" onMouseDown={(event) => event.preventDefault()}>
          {t('manage')}
        </a>
      </p>
    </div>
  );
};
