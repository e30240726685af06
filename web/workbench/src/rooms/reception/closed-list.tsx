import { useInfiniteQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { api } from '@/shared/api/client';
import { useSharedText } from '@/shared/i18n/shared-text';
import { shortMoment } from '@/shared/time/format';
import { Avatar } from '@/shared/ui/avatar';
import { Loading, LoadFailed, State } from '@/shared/ui/states';
import css from './conversation-list.module.css';
import { useText } from './text';
import { useLive, useView } from './use-live';
import type { Head } from './wire';

type Page = { conversations: Head[]; hasMore: boolean; before?: string };

/** What is over is not in the feed: it is read page by page, newest first. */
export const ClosedList = ({
  words,
  selected,
  onOpen,
}: {
  words: string;
  selected: string | null;
  onOpen: (c: string) => void;
}) => {
  const t = useText();
  const shared = useSharedText();
  const { shop } = useLive();
  const zone = useView((view) => view.shop.zone);
  const q = useDeferredValue(words);
  const list = useInfiniteQuery({
    queryKey: ['reception', 'closed', shop, q],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      api.get<Page>('/api/reception/conversations', {
        query: { shop, state: 'closed', q, before: pageParam, limit: 50 },
        signal,
      }),
    getNextPageParam: (page) => page.before ?? null,
    staleTime: 0,
  });
  if (list.isPending) return <Loading />;
  if (list.isError) return <LoadFailed error={list.error} onRetry={() => void list.refetch()} />;
  const heads = list.data.pages.flatMap((page) => page.conversations);
  if (heads.length === 0) return <State title={q === '' ? t('emptyClosed') : t('emptySearch')} />;
  return (
    <div className={css['rows']} role="list">
      {heads.map((head) => (
        <button
          key={head.id}
          type="button"
          className={css['row']}
          data-flow
          data-row={head.id}
          aria-current={head.id === selected}
          onClick={() => onOpen(head.id)}
        >
          <span className={css['face']}>
            <Avatar name={head.buyer.name} seed={head.buyer.id} size={40} />
          </span>
          <span className={css['body']}>
            <span className={css['first']}>
              <span className={css['name']}>{head.buyer.name}</span>
              <span className={css['channel']}>{head.channelName}</span>
              <time className={css['when']}>{shortMoment(head.closedAt ?? head.lastAt, zone, list.dataUpdatedAt)}</time>
            </span>
            <span className={css['second']}>
              <span className={css['last']}>{head.lastText}</span>
              {head.outcome !== null && <span className={css['mark']}>{head.outcome}</span>}
            </span>
          </span>
        </button>
      ))}
      {list.hasNextPage && (
        <button
          type="button"
          className={css['link']}
          disabled={list.isFetching}
          onClick={() => void list.fetchNextPage()}
        >
          {shared('more')}
        </button>
      )}
    </div>
  );
};
