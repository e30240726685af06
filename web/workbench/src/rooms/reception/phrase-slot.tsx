import { useCallback, useMemo, useRef, useState, type RefObject } from 'react';
import { ThunderboltOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { dayKey } from '@/shared/time/format';
import { nowMs } from '@/shared/time/now';
import { fill, openPlaces, phraseAt, placeNames, type Open } from './floor/phrases/fill';
import { OpenLine } from './floor/phrases/open-line';
import { PhrasePicker } from './floor/phrases/phrase-picker';
import { usePhraseText } from './floor/phrases/text';
import { countUse, usePhrases } from './floor/phrases/use-phrases';
import type { Phrase } from './floor/phrases/wire';
import { useThread, useView } from './use-live';
import type { Head } from './wire';

type SlotProps = {
  c: string;
  head: Head;
  text: string;
  caret: number;
  isOn: boolean;
  write: (text: string) => void;
  setCaret: (caret: number) => void;
  field: RefObject<HTMLTextAreaElement | null>;
};

type Slot = {
  isOn: boolean;
  words: string | null;
  /** Places of known names that are still open: the text does not leave with them. */
  open: readonly Open[];
  choose: (phrase: Phrase) => void;
  close: () => void;
  start: () => void;
  select: (place: Open) => void;
  /** To the next open place; false = there is none. */
  nextOpen: () => boolean;
  sent: () => void;
};

/** Phrases in the composer: "/" opens the list, choosing lays the words into the box and sends nothing. */
export const usePhraseSlot = ({ c, head, text, caret, isOn, write, setCaret, field }: SlotProps): Slot => {
  const t = usePhraseText();
  const zone = useView((view) => view.shop.zone);
  const list = usePhrases(isOn).data;
  const me = useView((view) => view.me.name);
  const shop = useView((view) => view.shop.name);
  const messages = useThread(c)?.messages;
  const [closedAt, setClosedAt] = useState<string | null>(null);
  const inserted = useRef(new Map<string, string>());
  const [ownNames, setOwnNames] = useState<readonly string[]>([]);
  const asked = isOn ? phraseAt(text, caret) : null;
  const words = asked === null || closedAt === text ? null : asked.words;
  const names = useMemo(() => new Set([...(list?.variables ?? []), ...ownNames]), [list, ownNames]);
  const open = useMemo(() => (isOn ? openPlaces(text, names) : []), [isOn, text, names]);

  const put = useCallback(
    (value: string, from: number, to: number) => {
      write(value);
      setCaret(to);
      requestAnimationFrame(() => {
        field.current?.focus();
        field.current?.setSelectionRange(from, to);
      });
    },
    [write, setCaret, field],
  );
  const choose = (phrase: Phrase) => {
    const [, month, day] = dayKey(nowMs(), zone).split('-');
    const order = messages?.findLast((one) => one.message.body?.card?.kind === 'order')?.message.body?.card;
    const values = {
      买家: head.buyer.identity === 'anonymous' ? undefined : head.buyer.name,
      客服: me,
      店铺: shop,
      产品: head.product?.title,
      价格: head.product?.price,
      订单号: order?.id,
      今天: t('monthDay', { m: Number(month), d: Number(day) }),
    };
    const filled = fill(phrase.text, values);
    const from = asked?.from ?? text.length;
    const value = text.slice(0, from) + filled + text.slice(caret);
    const known = [...names, ...placeNames(phrase.text)];
    setOwnNames((before) => [...new Set([...before, ...placeNames(phrase.text)])]);
    inserted.current.set(phrase.id, filled);
    const first = openPlaces(value, new Set(known))[0];
    const end = from + filled.length;
    put(value, first?.from ?? end, first?.to ?? end);
  };
  const select = (place: Open) => {
    field.current?.focus();
    field.current?.setSelectionRange(place.from, place.to);
  };
  return {
    isOn,
    words,
    open,
    choose,
    close: () => setClosedAt(text),
    start: () => {
      const gap = text === '' || /\s$/.test(text.slice(0, caret)) ? '/' : ' /';
      setClosedAt(null);
      put(text.slice(0, caret) + gap + text.slice(caret), caret + gap.length, caret + gap.length);
    },
    select,
    nextOpen: () => {
      const at = field.current?.selectionEnd ?? 0;
      const next = open.find((place) => place.from >= at) ?? open[0];
      if (next === undefined) return false;
      select(next);
      return true;
    },
    sent: () => {
      for (const id of inserted.current.keys()) countUse(id);
      inserted.current.clear();
      setOwnNames([]);
    },
  };
};

export const PhraseSlot = ({ slot, field }: { slot: Slot; field: RefObject<HTMLTextAreaElement | null> }) =>
  slot.words === null ? null : (
    <PhrasePicker words={slot.words} field={field} onChoose={slot.choose} onClose={slot.close} />
  );

export const OpenPlaces = ({ slot }: { slot: Slot }) =>
  slot.open.length === 0 ? null : <OpenLine open={slot.open} onChoose={slot.select} />;

export const PhraseButton = ({ onClick }: { onClick: () => void }) => {
  const t = usePhraseText();
  return (
    <Tooltip title={t('insert')}>
      <Button type="text" size="small" icon={<ThunderboltOutlined />} aria-label={t('insert')} onClick={onClick} />
    </Tooltip>
  );
};
