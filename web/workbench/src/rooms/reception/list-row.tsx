import { memo } from 'react';
import { useMinute, useNow } from '@/shared/time/now';
import { clockTime, shortMoment, span } from '@/shared/time/format';
import { Avatar } from '@/shared/ui/avatar';
import { waitLimits, waitTone } from './arrange';
import css from './conversation-list.module.css';
import { unreadOf } from './state';
import { useText } from './text';
import { useEntry, useView } from './use-live';
import type { Head } from './wire';

type RowProps = { c: string; top: number; isSelected: boolean; onOpen: (c: string) => void };

/** One conversation; renders again only when its own entry changes. */
export const ListRow = memo(({ c, top, isSelected, onOpen }: RowProps) => {
  const t = useText();
  const entry = useEntry(c);
  const me = useView((view) => view.me.id);
  const zone = useView((view) => view.shop.zone);
  if (entry === undefined) return null;
  const { head, draft } = entry;
  const unread = unreadOf(entry);
  const isMine = head.assignee?.id === me;
  const showsUnread = unread > 0 && !isSelected && (isMine || head.assignee === null);
  return (
    <button
      type="button"
      className={css['row']}
      style={{ top }}
      data-row={c}
      data-state={head.state}
      aria-current={isSelected}
      onClick={() => onOpen(c)}
    >
      <span className={css['face']}>
        {head.product?.image ? (
          <img src={head.product.image} alt="" loading="lazy" width={40} height={40} />
        ) : (
          <Avatar name={head.buyer.name} seed={head.buyer.id} size={40} />
        )}
        {showsUnread && (
          <span className={css['unread']} aria-label={t('unreadCount', { n: unread })}>
            {unread > 99 ? '99+' : unread}
          </span>
        )}
      </span>
      <span className={css['body']}>
        <span className={css['first']}>
          <span className={css['name']} title={head.buyer.name}>
            {head.buyer.name}
          </span>
          <span className={css['channel']}>{head.channelName}</span>
          <Moment head={head} zone={zone} />
        </span>
        <span className={css['second']}>
          <span className={css['last']} data-unread={showsUnread}>
            {draft !== null && draft.text !== '' && !isSelected ? (
              <>
                <em>{t('draft')}</em> {draft.text}
              </>
            ) : (
              <LastLine head={head} />
            )}
          </span>
          {!isMine && head.assignee !== null && <span className={css['who']}>{head.assignee.name}</span>}
          {head.tags.slice(0, 1).map((tag) => (
            <span key={tag} className={css['mark']} title={head.tags.join(', ')}>
              {tag}
              {head.tags.length > 1 ? ` +${head.tags.length - 1}` : ''}
            </span>
          ))}
        </span>
      </span>
    </button>
  );
});

const LastLine = ({ head }: { head: Head }) => {
  const t = useText();
  const who = head.lastSender === 'agent' && head.lastText !== '' ? '↩ ' : '';
  if (head.lastKind === 'image') return t('previewImage');
  if (head.lastKind === 'file') return `${t('previewFile')} ${head.lastText}`;
  if (head.lastKind === 'card') return `${t('previewCard')} ${head.lastText}`;
  return head.lastText === '' && head.lastSeq > 0 ? t('previewRecalled') : `${who}${head.lastText}`;
};

const Moment = ({ head, zone }: { head: Head; zone: string }) => {
  const t = useText();
  if (head.state !== 'closed' && head.state !== 'snoozed' && head.waitingSince !== null) {
    return <WaitPill since={head.waitingSince} />;
  }
  if (head.state === 'snoozed' && head.snoozedUntil !== null) {
    return (
      <span className={css['when']} title={t('snoozedUntil', { time: clockTime(head.snoozedUntil, zone) })}>
        ⏰ {clockTime(head.snoozedUntil, zone)}
      </span>
    );
  }
  return <When at={head.lastAt} zone={zone} />;
};

const When = ({ at, zone }: { at: string; zone: string }) => (
  <time className={css['when']} dateTime={at}>
    {shortMoment(at, zone, useMinute())}
  </time>
);

/** Counts up; grey, amber from half the shop's limit, red from the limit. */
export const WaitPill = ({ since }: { since: string }) => {
  const t = useText();
  const now = useNow();
  const settings = useView((view) => view.settings);
  const waited = span(now - Date.parse(since));
  return (
    <span
      className={css['wait']}
      data-tone={waitTone(since, waitLimits(settings), now)}
      title={t('waitedFor', { span: waited })}
    >
      {waited}
    </span>
  );
};
