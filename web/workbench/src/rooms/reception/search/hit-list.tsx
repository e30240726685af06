import { useEffect, useRef } from 'react';
import { Alert, Button } from 'antd';
import { UserOutlined } from '@ant-design/icons';
import { Link } from 'react-router';
import { shortMoment } from '@/shared/time/format';
import { useMinute } from '@/shared/time/now';
import { useZone } from '@/shared/time/use-zone';
import { Avatar } from '@/shared/ui/avatar';
import { Loading, LoadFailed, State } from '@/shared/ui/states';
import { useSource } from '../companion/use-source';
import { clipped } from './marked';
import { Marked, useSpeaker } from './said';
import css from './search.module.css';
import { useText } from './text';
import { useCustomers, type Asked, type useHits } from './use-search';
import type { SearchHit } from './wire';

export const keyOf = (hit: SearchHit): string => `${hit.message.c}.${hit.message.seq}`;

type ListProps = {
  asked: Asked;
  list: ReturnType<typeof useHits>;
  hits: readonly SearchHit[];
  chosen: string | null;
  onChoose: (key: string) => void;
};

export const HitList = ({ asked, list, hits, chosen, onChoose }: ListProps) => {
  const t = useText();
  if (asked.q === '') return <State title={t('startTitle')} text={t('startText')} />;
  if (list.isPending) return <Loading rows={10} />;
  if (list.isError) return <LoadFailed error={list.error} onRetry={() => void list.refetch()} />;
  const isComplete = list.data.pages.every((page) => page.isComplete);
  return (
    <>
      {!isComplete && <Alert type="info" showIcon banner title={t('incomplete')} />}
      {asked.kind === 'notes' ? <h2 className={css['group']}>{t('notesInner')}</h2> : <FoundCustomers q={asked.q} />}
      {hits.length === 0 && asked.kind === 'notes' && !list.hasNextPage && (
        <p className={css['foot']}>{t('noNotes')}</p>
      )}
      {hits.length === 0 && (asked.kind !== 'notes' || list.hasNextPage) && (
        <State title={t('noneTitle', { q: asked.q })} text={list.hasNextPage ? t('noneSoFar') : t('noneText')} />
      )}
      <ul className={css['hits']} role="listbox" aria-label={t('hits')}>
        {hits.map((hit) => (
          <Row key={keyOf(hit)} hit={hit} isChosen={keyOf(hit) === chosen} onChoose={onChoose} />
        ))}
      </ul>
      {hits.length > 0 || list.hasNextPage ? (
        <div className={css['foot']}>
          {list.hasNextPage ? (
            <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {hits.length === 0 || (list.data.pages.at(-1)?.hits.length ?? 0) < 30 ? t('goOn') : t('more')}
            </Button>
          ) : (
            t('allShown')
          )}
        </div>
      ) : null}
    </>
  );
};

const Row = ({ hit, isChosen, onChoose }: { hit: SearchHit; isChosen: boolean; onChoose: (key: string) => void }) => {
  const t = useText();
  const zone = useZone();
  const minute = useMinute();
  const speaker = useSpeaker();
  const source = useSource(hit.message, zone);
  const row = useRef<HTMLLIElement>(null);
  const { head, message } = hit;
  const { text, found } = clipped(message.text, hit.found);
  useEffect(() => {
    if (isChosen) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  return (
    <li
      ref={row}
      role="option"
      aria-selected={isChosen}
      className={css['hit']}
      data-note={message.kind === 'note'}
      onClick={() => onChoose(keyOf(hit))}
    >
      <Avatar name={head.buyer.name} seed={head.buyer.id} size={32} />
      <span className={css['hitBody']}>
        <span className={css['first']}>
          <span className={css['name']} title={head.buyer.name}>
            {head.buyer.name}
          </span>
          <span className={css['quiet']}>{head.channelName}</span>
          {message.kind === 'note' && <span className={css['mark']}>{t('note')}</span>}
          {message.recalled && <span className={css['mark']}>{t('recalled')}</span>}
          {source !== null && <span className={css['mark']}>{source}</span>}
          <time className={css['when']}>{shortMoment(message.at, zone, minute)}</time>
        </span>
        <span className={css['said']}>
          <span className={css['by']}>{speaker(message, head)}：</span>
          <Marked text={text} found={found} />
        </span>
        {head.tags.length > 0 && (
          <span className={css['tags']}>
            {head.tags.map((tag) => (
              <span key={tag}>{tag}</span>
            ))}
          </span>
        )}
      </span>
    </li>
  );
};

const FoundCustomers = ({ q }: { q: string }) => {
  const t = useText();
  const buyers = useCustomers(q).data?.buyers ?? [];
  if (buyers.length === 0) return null;
  return (
    <nav className={css['customers']} aria-label={t('customers')}>
      <span className={css['quiet']}>{t('customers')}</span>
      {buyers.map((buyer) => (
        <Link key={buyer.id} to={`/customers/${buyer.id}`}>
          <UserOutlined /> {buyer.name}
        </Link>
      ))}
    </nav>
  );
};
