import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { DownOutlined } from '@ant-design/icons';
import { Spin } from 'antd';
import { useStore } from '@/shared/store/store';
import { OutgoingBubble, UploadBubble } from './outgoing-bubble';
import css from './record.module.css';
import { toLines } from './record-lines';
import { RecordList } from './record-list';
import { unreadOf, type Entry } from './state';
import { useText } from './text';
import { TypingLine } from './typing-line';
import type { Upload } from './use-files';
import { useLive, useThread, useView } from './use-live';

const nearPx = 80;

type RecordProps = { c: string; entry: Entry; uploads: readonly Upload[] };

export const Record = ({ c, entry, uploads }: RecordProps) => {
  const t = useText();
  const live = useLive();
  const thread = useThread(c);
  const zone = useView((view) => view.shop.zone);
  const outgoing = useStore(live.outbox.items);
  // Where the unread began when the conversation was opened; it stays there while one reads on.
  const [unread] = useState(() => ({ after: entry.read.seq, count: unreadOf(entry) }));
  const messages = thread?.messages;
  const lines = useMemo(
    () => toLines(messages ?? [], zone, unread.count > 0 ? unread.after : null, unread.count),
    [messages, zone, unread],
  );
  // The mark stands under the last answer that the buyer has read. A note is never read by a buyer.
  const { buyerReadSeq } = entry.head;
  const lastRead = messages?.findLast(
    ({ message }) =>
      message.sender === 'agent' && message.kind !== 'note' && !message.recalled && message.seq <= buyerReadSeq,
  )?.message.seq;
  const known = useMemo(() => new Set(messages?.map((told) => told.message.id)), [messages]);
  const waiting = outgoing.filter((item) => item.body.c === c && !known.has(item.id));
  const { box, isAtEnd, below, toEnd, onScroll, isLoadingOlder } = useScroll(
    c,
    messages?.[0]?.message.seq ?? 0,
    messages?.at(-1)?.message.seq ?? 0,
    waiting.length + uploads.length,
    thread?.hasOlder === true && thread.isLoaded,
  );

  return (
    <div className={css['frame']}>
      <div ref={box} className={css['record']} onScroll={onScroll} tabIndex={-1} aria-busy={thread?.isLoaded !== true}>
        <div className={css['lines']} role="log" aria-label={entry.head.buyer.name}>
          <div className={css['top']}>
            {isLoadingOlder ? (
              <Spin size="small" />
            ) : thread?.isLoaded === true && !thread.hasOlder ? (
              t('beginning')
            ) : (
              ' '
            )}
          </div>
          <RecordList lines={lines} buyer={entry.head.buyer} zone={zone} lastRead={lastRead} />
          {waiting.map((item) => (
            <OutgoingBubble key={item.id} item={item} />
          ))}
          {uploads.map((upload) => (
            <UploadBubble key={upload.id} upload={upload} />
          ))}
          <TypingLine c={c} />
        </div>
      </div>
      {!isAtEnd && (
        <button type="button" className={css['newest']} onClick={toEnd}>
          <DownOutlined /> {below > 0 ? t('newBelow', { n: below }) : t('toNewest')}
        </button>
      )}
    </div>
  );
};

/** Keeps the end in sight for who is at the end, and everything where it is for who reads above. */
const useScroll = (c: string, first: number, last: number, waiting: number, hasOlder: boolean) => {
  const live = useLive();
  const box = useRef<HTMLDivElement>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const [seen, setSeen] = useState(last);
  const [isLoadingOlder, setLoadingOlder] = useState(false);
  const held = useRef({ first, height: 0, top: 0, isAtEnd: true, waiting });

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    if (held.current.first > first && held.current.first !== 0 && !held.current.isAtEnd) {
      // Older lines came above: what one reads stays under the eye.
      element.scrollTop = held.current.top + (element.scrollHeight - held.current.height);
    } else if (held.current.isAtEnd || waiting > held.current.waiting) {
      // Whoever sends wants to see it stand there, wherever they were reading.
      element.scrollTop = element.scrollHeight;
    }
    held.current = { ...held.current, waiting, first, height: element.scrollHeight, top: element.scrollTop };
  }, [first, last, waiting]);

  useEffect(() => {
    const lines = box.current?.firstElementChild;
    if (box.current === null || !lines) return;
    // Images that arrive and a composer that grows move the end.
    const follow = () => {
      if (held.current.isAtEnd && box.current !== null) box.current.scrollTop = box.current.scrollHeight;
    };
    const observer = new ResizeObserver(follow);
    observer.observe(lines);
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);

  const onScroll = () => {
    const element = box.current;
    if (element === null) return;
    const isNear = element.scrollHeight - element.scrollTop - element.clientHeight < nearPx;
    held.current = { ...held.current, height: element.scrollHeight, top: element.scrollTop, isAtEnd: isNear };
    setAtEnd(isNear);
    if (isNear) setSeen(last);
    if (element.scrollTop < 200 && hasOlder && !isLoadingOlder) {
      setLoadingOlder(true);
      void live
        .loadOlder(c)
        .catch(() => undefined)
        .finally(() => setLoadingOlder(false));
    }
  };
  return {
    box,
    isAtEnd,
    below: isAtEnd ? 0 : Math.max(0, last - seen),
    isLoadingOlder,
    onScroll,
    toEnd: () => {
      const element = box.current;
      if (element !== null) element.scrollTop = element.scrollHeight;
    },
  };
};
