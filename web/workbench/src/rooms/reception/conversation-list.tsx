import { Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { late } from '@/shared/late';
import { CloseCircleFilled, PhoneOutlined, SearchOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Link } from 'react-router';
import { useCommands } from '@/shared/keys/commands';
import { keyName } from '@/shared/keys/keys';
import { useMay } from '@/shared/session';
import { useStore } from '@/shared/store/store';
import { State } from '@/shared/ui/states';
import type { Arranged, Filter } from './arrange';
import { AlertSwitch } from './alert-switch';
import { ClosedList } from './closed-list';
import css from './conversation-list.module.css';
import { ListRows } from './list-rows';
import { listFilter } from './preferences';
import { useText } from './text';
import { useArranged } from './use-arranged';
import { useDeskCall } from './desk-calls';
import { useLive, useView } from './use-live';

const RecordContact = late(() => import('./record-contact').then((m) => m.RecordContact));

type ListProps = { selected: string | null; onOpen: (c: string) => void; onArranged: (shown: Arranged) => void };

const filters: readonly Filter[] = ['mine', 'queue', 'all', 'closed'];
const sameTags = (a: readonly string[], b: readonly string[]) => a.join('\n') === b.join('\n');

export const ConversationList = ({ selected, onOpen, onArranged }: ListProps) => {
  const t = useText();
  const live = useLive();
  const filter = useStore(listFilter);
  const [words, setWords] = useState('');
  const [tag, setTag] = useState<string | null>(null);
  const [isRecording, setRecording] = useState(false);
  const mayRecord = useMay('reception.message.send');
  useCommands(
    useMemo(
      () =>
        mayRecord
          ? [
              {
                id: 'record-contact',
                label: t('recordContact'),
                group: t('keysWrite'),
                key: 'alt+c',
                run: () => setRecording(true),
              },
            ]
          : [],
      [mayRecord, t],
    ),
  );
  const input = useRef<HTMLInputElement>(null);
  useDeskCall(
    'find',
    useCallback(() => input.current?.focus(), []),
  );

  const tags = useView(
    useCallback((view) => [...new Set([...view.entries.values()].flatMap((entry) => entry.head.tags))].sort(), []),
    sameTags,
  );
  const hasMore = useView((view) => view.hasMore);
  const sift = useMemo(() => ({ filter, tag, words: words.trim() }), [filter, tag, words]);
  const { shown, changes, counts, catchUp, hold } = useArranged(sift);
  useEffect(() => onArranged(shown), [onArranged, shown]);

  const choose = (chosen: Filter) => {
    listFilter.set(chosen);
    setTag(null);
    live.setScope(chosen === 'all' ? 'all' : 'mine');
  };
  return (
    <div className={css['list']} {...hold}>
      <div className={css['head']}>
        <label className={css['search']}>
          <SearchOutlined />
          <input
            ref={input}
            value={words}
            placeholder={t('findInList')}
            aria-label={t('keyFind')}
            onChange={(event) => setWords(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') {
                setWords('');
                event.currentTarget.blur();
              }
              const first = shown.waiting[0] ?? shown.rest[0];
              if (event.key === 'Enter' && !event.nativeEvent.isComposing && first !== undefined) onOpen(first);
            }}
          />
          {words !== '' && (
            <button type="button" className={css['clear']} aria-label={t('takeBack')} onClick={() => setWords('')}>
              <CloseCircleFilled />
            </button>
          )}
        </label>
        {mayRecord && (
          <Button
            type="text"
            size="small"
            icon={<PhoneOutlined />}
            aria-label={t('recordContact')}
            title={`${t('recordContact')} ${keyName('alt+c')}`}
            onClick={() => setRecording(true)}
          />
        )}
        <AlertSwitch />
      </div>
      <div className={css['tabs']} role="tablist">
        {filters.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            aria-selected={filter === name}
            className={css['tab']}
            data-alarm={name === 'queue' && counts.queue > 0}
            onClick={() => choose(name)}
          >
            {t(name)}
            {name !== 'closed' && <span className={css['count']}>{counts[name]}</span>}
          </button>
        ))}
      </div>
      {tags.length > 0 && filter !== 'closed' && (
        <div className={css['tags']}>
          <button type="button" className={css['tag']} aria-pressed={tag === null} onClick={() => setTag(null)}>
            {t('allTags')}
          </button>
          {tags.map((name) => (
            <button
              key={name}
              type="button"
              className={css['tag']}
              aria-pressed={tag === name}
              onClick={() => setTag(tag === name ? null : name)}
            >
              {name}
            </button>
          ))}
        </div>
      )}
      <div className={css['changes']} role="status">
        {changes > 0 && (
          <button type="button" onClick={catchUp}>
            {t('newOnes', { n: changes })}
          </button>
        )}
      </div>
      {filter === 'closed' ? (
        <ClosedList words={sift.words} selected={selected} onOpen={onOpen} />
      ) : shown.waiting.length + shown.rest.length === 0 ? (
        <EmptyList
          filter={filter}
          isSearch={words !== '' || tag !== null}
          onClosed={() => choose('closed')}
          onQueue={counts.queue > 0 ? () => choose('queue') : null}
        />
      ) : (
        <ListRows arranged={shown} selected={selected} onOpen={onOpen} filter={filter} />
      )}
      {isRecording && (
        <Suspense fallback={null}>
          <RecordContact
            onClose={() => setRecording(false)}
            onRecorded={(c) => {
              setRecording(false);
              onOpen(c);
            }}
          />
        </Suspense>
      )}
      {hasMore && filter !== 'closed' && <p className={css['foot']}>{t('moreThanShown')}</p>}
    </div>
  );
};

const emptyWords = {
  mine: ['emptyMine', 'emptyMineText'],
  queue: ['emptyQueue', 'emptyQueueText'],
  all: ['emptyAll', 'emptyAllText'],
} as const;

const EmptyList = ({
  filter,
  isSearch,
  onClosed,
  onQueue,
}: {
  filter: Exclude<Filter, 'closed'>;
  isSearch: boolean;
  onClosed: () => void;
  /** Somebody waits: the way there. */
  onQueue: (() => void) | null;
}) => {
  const t = useText();
  const mayChannels = useMay('reception.channel.read');
  if (isSearch) {
    return (
      <State
        title={t('emptySearch')}
        text={t('emptySearchText')}
        action={
          <button type="button" className={css['link']} onClick={onClosed}>
            {t('emptySearchClosed')}
          </button>
        }
      />
    );
  }
  const [title, text] = emptyWords[filter];
  const action =
    filter === 'mine' && onQueue !== null ? (
      <button type="button" className={css['link']} onClick={onQueue}>
        {t('goToQueue')}
      </button>
    ) : filter === 'all' && mayChannels ? (
      <Link className={css['link']} to="/channels">
        {t('goToChannels')}
      </Link>
    ) : undefined;
  return <State title={t(title)} text={t(text)} action={action} />;
};
