import { useEffect, useRef } from 'react';
import { ArrowLeftOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'react-router';
import { api } from '@/shared/api/client';
import { clockTime, dayName } from '@/shared/time/format';
import { useMinute } from '@/shared/time/now';
import { useZone } from '@/shared/time/use-zone';
import { Loading, LoadFailed } from '@/shared/ui/states';
import type { Message } from '../wire';
import { toHit } from './to-hit';
import { Marked, useSpeaker } from './said';
import css from './search.module.css';
import { useText } from './text';
import type { MessagePage, SearchHit } from './wire';

const pageSize = 30;
const behind = 11;

type Place = { before: number } | { after: number };

/** What was said around a hit: the page with it, earlier and later ones when asked for. */
export const HitContext = ({ hit, onBack }: { hit: SearchHit; onBack: () => void }) => {
  const t = useText();
  const { c, seq } = hit.message;
  const pages = useInfiniteQuery({
    queryKey: ['reception', 'search', 'around', c, seq],
    initialPageParam: { before: seq + behind } as Place,
    queryFn: ({ pageParam, signal }) =>
      api.get<MessagePage>(`/api/reception/conversations/${c}/messages`, {
        query: { limit: pageSize, ...pageParam },
        signal,
      }),
    getPreviousPageParam: (first): Place | undefined =>
      (first.messages[0]?.seq ?? 1) > 1 ? { before: first.messages[0]!.seq } : undefined,
    getNextPageParam: (last): Place | undefined =>
      (last.messages.at(-1)?.seq ?? Infinity) < hit.head.lastSeq ? { after: last.messages.at(-1)!.seq } : undefined,
  });
  return (
    <section className={css['context']} aria-label={hit.head.buyer.name}>
      <header className={css['contextHead']}>
        <Button
          className={css['back'] ?? ''}
          type="text"
          icon={<ArrowLeftOutlined />}
          aria-label={t('back')}
          onClick={onBack}
        />
        <b className={css['name']}>{hit.head.buyer.name}</b>
        <span className={css['quiet']}>{hit.head.channelName}</span>
        {hit.head.state === 'closed' && <span className={css['quiet']}>{t('closed')}</span>}
        <span className={css['space']} />
        <Link {...toHit(hit)}>
          <Button type="primary">{t('openTalk')}</Button>
        </Link>
      </header>
      {pages.isPending ? (
        <Loading rows={8} />
      ) : pages.isError ? (
        <LoadFailed error={pages.error} onRetry={() => void pages.refetch()} />
      ) : (
        <div className={css['around']}>
          {pages.hasPreviousPage && (
            <Button
              type="link"
              size="small"
              loading={pages.isFetchingPreviousPage}
              onClick={() => void pages.fetchPreviousPage()}
            >
              {t('earlier')}
            </Button>
          )}
          <Lines hit={hit} messages={pages.data.pages.flatMap((page) => page.messages)} />
          {pages.hasNextPage && (
            <Button
              type="link"
              size="small"
              loading={pages.isFetchingNextPage}
              onClick={() => void pages.fetchNextPage()}
            >
              {t('later')}
            </Button>
          )}
        </div>
      )}
    </section>
  );
};

const Lines = ({ hit, messages }: { hit: SearchHit; messages: readonly Message[] }) => {
  const zone = useZone();
  const minute = useMinute();
  const speaker = useSpeaker();
  const shown = messages.filter((one) => one.kind !== 'system' || one.text !== '');
  const days = shown.map((one) => dayName(one.at, zone, minute));
  return shown.map((one, at) => (
    <div key={one.seq}>
      {days[at] !== days[at - 1] && <div className={css['dayLine']}>{days[at]}</div>}
      <div
        className={css['line']}
        data-side={one.sender === 'buyer' ? 'left' : 'right'}
        data-note={one.kind === 'note'}
        data-hit={one.seq === hit.message.seq}
      >
        <span className={css['quiet']}>
          {speaker(one, hit.head)} {clockTime(one.at, zone)}
        </span>
        <Bubble message={one} hit={hit} />
      </div>
    </div>
  ));
};

const Bubble = ({ message, hit }: { message: Message; hit: SearchHit }) => {
  const t = useText();
  const box = useRef<HTMLDivElement>(null);
  const isHit = message.seq === hit.message.seq;
  useEffect(() => {
    if (isHit) box.current?.scrollIntoView({ block: 'center' });
  }, [isHit]);
  const plain = { image: t('picture'), file: t('file'), card: t('card') }[message.kind as string];
  const text =
    message.erased === true ? t('gone') : message.recalled && message.original !== true ? t('recalled') : message.text;
  return (
    <div ref={box} className={css['bubble']}>
      {plain !== undefined && <span className={css['quiet']}>{plain} </span>}
      {isHit ? <Marked text={hit.message.text} found={hit.found} /> : text}
    </div>
  );
};
