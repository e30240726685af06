import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { DownOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Spin } from 'antd';
import { api } from '@/shared/api/client';
import { useStore } from '@/shared/store/store';
import { Loading, LoadFailed } from '@/shared/ui/states';
import css from './record.module.css';
import { joined } from './around';
import { toLines } from './record-lines';
import { RecordList, type Sought } from './record-list';
import type { Entry } from './state';
import { useText } from './text';
import { TypingLine } from './typing-line';
import { useLive, useThread, useView } from './use-live';
import type { Message } from './wire';

const pageSize = 40;
const behind = 16;
const nearPx = 200;

type Page = { messages: Message[]; hasMore: boolean };
type Place = { before: number } | { after: number };
type AroundProps = { c: string; entry: Entry; sought: Sought; onLeave: () => void };

/** The record around one message, wherever it stands; it grows both ways and joins what is being said now. */
export const RecordAround = ({ c, entry, sought, onLeave }: AroundProps) => {
  const t = useText();
  const live = useLive();
  const thread = useThread(c);
  const zone = useView((view) => view.shop.zone);
  const outgoing = useStore(live.outbox.items).filter((item) => item.body.c === c).length;
  const { lastSeq, buyerReadSeq, buyer } = entry.head;
  const pages = useInfiniteQuery({
    queryKey: ['reception', 'around', c, sought.seq],
    initialPageParam: { before: sought.seq + behind } as Place,
    queryFn: ({ pageParam, signal }) =>
      api.get<Page>(`/api/reception/conversations/${c}/messages`, { query: { limit: pageSize, ...pageParam }, signal }),
    getPreviousPageParam: (first): Place | undefined =>
      (first.messages[0]?.seq ?? 1) > 1 ? { before: first.messages[0]!.seq } : undefined,
    getNextPageParam: (last): Place | undefined =>
      (last.messages.at(-1)?.seq ?? Infinity) < lastSeq ? { after: last.messages.at(-1)!.seq } : undefined,
  });
  const all = useMemo(
    () => joined(pages.data?.pages.flatMap((page) => page.messages) ?? [], thread),
    [pages.data, thread],
  );
  const lines = useMemo(() => toLines(all.messages, zone, null, 0), [all, zone]);
  const lastRead = all.messages.findLast(
    ({ message }) => message.sender === 'agent' && message.kind !== 'note' && !message.recalled,
  )?.message.seq;
  const { box, onScroll } = useWindow(
    sought.seq,
    all.messages[0]?.message.seq ?? 0,
    (way) => {
      if (way === 'older' && pages.hasPreviousPage && !pages.isFetching) void pages.fetchPreviousPage();
      if (way === 'newer' && !all.isJoined && pages.hasNextPage && !pages.isFetching) void pages.fetchNextPage();
    },
    // A page that does not fill the window is followed by the next one at once.
    pages.data?.pages.length ?? 0,
  );

  // Whoever writes wants to see it stand there.
  const before = useRef(outgoing);
  useEffect(() => {
    if (outgoing > before.current) onLeave();
    before.current = outgoing;
  }, [outgoing, onLeave]);

  if (pages.isPending) return <Loading rows={10} />;
  if (pages.isError) return <LoadFailed error={pages.error} onRetry={() => void pages.refetch()} />;
  return (
    <div className={css['frame']}>
      <div ref={box} className={css['record']} onScroll={onScroll} tabIndex={-1}>
        <div className={css['lines']} role="log" aria-label={buyer.name}>
          <div className={css['top']}>
            {pages.isFetchingPreviousPage ? <Spin size="small" /> : pages.hasPreviousPage ? ' ' : t('beginning')}
          </div>
          <RecordList
            lines={lines}
            buyer={buyer}
            zone={zone}
            lastRead={lastRead !== undefined && lastRead <= buyerReadSeq ? lastRead : undefined}
            sought={sought}
          />
          {pages.isFetchingNextPage && (
            <div className={css['top']}>
              <Spin size="small" />
            </div>
          )}
          <TypingLine c={c} />
        </div>
      </div>
      <button type="button" className={css['newest']} onClick={onLeave}>
        <DownOutlined /> {t('toNewest')}
      </button>
    </div>
  );
};

/** Begins with the sought message in the middle; what is added above leaves everything where it is. */
const useWindow = (sought: number, first: number, reach: (way: 'older' | 'newer') => void, pages: number) => {
  const box = useRef<HTMLDivElement>(null);
  const held = useRef({ first: 0, height: 0, top: 0, isPlaced: false });

  const look = () => {
    const element = box.current;
    if (element === null || !held.current.isPlaced) return;
    if (element.scrollTop < nearPx) reach('older');
    if (element.scrollHeight - element.scrollTop - element.clientHeight < nearPx) reach('newer');
  };

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || first === 0) return;
    if (!held.current.isPlaced) {
      const target = element.querySelector(`[data-seq="${sought}"]`) ?? element.querySelector('[data-sought]');
      if (target === null) element.scrollTop = element.scrollHeight;
      else target.scrollIntoView({ block: 'center' });
      held.current.isPlaced = true;
    } else if (held.current.first > first) {
      element.scrollTop = held.current.top + (element.scrollHeight - held.current.height);
    }
    held.current = { ...held.current, first, height: element.scrollHeight, top: element.scrollTop };
  }, [sought, first]);

  // eslint-disable-next-line react-hooks/exhaustive-deps -- asked again when a page has come, not when the asking changes
  useEffect(look, [pages]);

  const onScroll = () => {
    const element = box.current;
    if (element === null) return;
    held.current = { ...held.current, height: element.scrollHeight, top: element.scrollTop };
    look();
  };
  return { box, onScroll };
};
