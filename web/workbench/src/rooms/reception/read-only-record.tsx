import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useSharedText } from '@/shared/i18n/shared-text';
import { clockTime, dayName } from '@/shared/time/format';
import { useMinute } from '@/shared/time/now';
import { useZone } from '@/shared/time/use-zone';
import { Suspense } from 'react';
import { late } from '@/shared/late';
import { Content } from './content';
import css from './side-panel.module.css';
import { useText } from './text';
import type { Message } from './wire';

const ProcedureLines = late(() => import('./floor/procedures/procedure-lines').then((m) => m.ProcedureLines));

type MessagePage = { messages: Message[]; hasMore: boolean };

/** What was said in a conversation, to be read and nothing else: the last page first, earlier ones when asked for. */
export const ReadOnlyRecord = ({ c, buyer }: { c: string; buyer: string }) => {
  const t = useText();
  const shared = useSharedText();
  const zone = useZone();
  const minute = useMinute();
  const pages = useInfiniteQuery({
    queryKey: ['reception', 'past', c],
    initialPageParam: null as number | null,
    queryFn: ({ pageParam, signal }) =>
      api.get<MessagePage>(`/api/reception/conversations/${c}/messages`, {
        query: { limit: 50, before: pageParam },
        signal,
      }),
    getNextPageParam: (page) => (page.hasMore ? (page.messages[0]?.seq ?? null) : null),
  });
  if (pages.data === undefined) {
    return <p className={css['quiet']}>{pages.isError ? toProblem(pages.error).detail : shared('loading')}</p>;
  }
  const messages = pages.data.pages
    .toReversed()
    .flatMap((page) => page.messages.filter((one) => one.kind !== 'system'));
  const days = messages.map((message) => dayName(message.at, zone, minute));
  return (
    <>
      {pages.hasNextPage && (
        <Button size="small" type="link" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('earlier')}
        </Button>
      )}
      {messages.map((message, at) => (
        <div key={message.seq}>
          {days[at] !== days[at - 1] && <div className={css['day']}>{days[at]}</div>}
          <div className={css['said']} data-note={message.kind === 'note'}>
            <span className={css['quiet']}>
              {message.sender === 'buyer' ? buyer : (message.person?.name ?? t('system'))} {clockTime(message.at, zone)}
            </span>
            {message.recalled && message.original !== true ? t('previewRecalled') : <Content message={message} />}
          </div>
        </div>
      ))}
      <Suspense fallback={null}>
        <ProcedureLines c={c} />
      </Suspense>
    </>
  );
};
