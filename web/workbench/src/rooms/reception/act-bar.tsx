import { Suspense, useCallback, useMemo, useState } from 'react';
import { ArrowLeftOutlined, EllipsisOutlined, ProfileOutlined } from '@ant-design/icons';
import { Button, Dropdown, Tooltip } from 'antd';
import { TalkHits } from '@/rooms/guard';
import { useCommands, type Command } from '@/shared/keys/commands';
import { keyName } from '@/shared/keys/keys';
import { late } from '@/shared/late';
import { useMay } from '@/shared/session';
import { useStore } from '@/shared/store/store';
import css from './act-bar.module.css';
import type { Asked } from './act-dialog';
import { hasQueue } from './companion/platforms';
import { WaitPill } from './list-row';
import type { Entry } from './state';
import { useText } from './text';
import { useActs } from './use-acts';
import { useLive, useView } from './use-live';
import { whyWords } from './why';

const ActDialog = late(() => import('./act-dialog').then((m) => m.ActDialog));

type Act = { id: string; label: string; key?: string; isMain?: boolean; run: () => void };

const stateWords = {
  waiting: 'stateWaiting',
  open: 'stateOpen',
  snoozed: 'stateSnoozed',
  closed: 'stateClosed',
} as const;

type BarProps = { entry: Entry; isWatching: boolean; onBack: () => void; onPanel: () => void };

/** Who it is, why it is here, and what can be done with it now. */
export const ActBar = ({ entry, isWatching, onBack, onPanel }: BarProps) => {
  const t = useText();
  const { head } = entry;
  const me = useView((view) => view.me.id);
  const [asked, setAsked] = useState<Asked | 'guard' | null>(null);
  const { acts: list, do: acts } = useOffered(entry, setAsked);
  const main = list.filter((act) => act.isMain);
  const rest = list.filter((act) => !act.isMain);
  return (
    <header className={css['bar']}>
      <div className={css['line']}>
        <Button
          className={css['back'] ?? ''}
          type="text"
          icon={<ArrowLeftOutlined />}
          aria-label={t('back')}
          onClick={onBack}
        />
        <div className={css['who']}>
          <h1 className={css['name']} title={head.buyer.name}>
            {head.buyer.name}
          </h1>
          <span className={css['small']}>
            {t(stateWords[head.state])}
            {head.assignee !== null && head.state !== 'closed'
              ? ` · ${t('servedBy', { name: head.assignee.id === me ? t('me') : head.assignee.name })}`
              : ''}
            {head.state === 'closed' && head.outcome !== null ? ` · ${head.outcome}` : ''}
          </span>
          {head.waitingSince !== null && head.state !== 'closed' && <WaitPill since={head.waitingSince} />}
          {!isWatching && <Looking c={head.id} />}
        </div>
        <div className={css['acts']}>
          {main.map((act) => (
            <Tooltip key={act.id} title={act.key === undefined ? '' : keyName(act.key)} mouseEnterDelay={0.6}>
              <Button
                size="small"
                {...(act.id === 'take' || act.id === 'reopen' || act.id === 'accept'
                  ? { type: 'primary' as const }
                  : {})}
                onClick={act.run}
              >
                {act.label}
              </Button>
            </Tooltip>
          ))}
          {rest.length > 0 && (
            <Dropdown
              trigger={['click']}
              placement="bottomRight"
              menu={{
                items: rest.map((act) => ({
                  key: act.id,
                  label: act.label,
                  extra: act.key === undefined ? '' : keyName(act.key),
                  onClick: act.run,
                })),
              }}
            >
              <Button size="small" type="text" icon={<EllipsisOutlined />} aria-label={t('more')} />
            </Dropdown>
          )}
          <Tooltip title={`${t('panel')} ${keyName('alt+p')}`} placement="bottomRight">
            <Button size="small" type="text" icon={<ProfileOutlined />} aria-label={t('panel')} onClick={onPanel} />
          </Tooltip>
        </div>
      </div>
      <p className={css['reason']} title={whyWords(head.why, head.reason)}>
        {t('why', { reason: whyWords(head.why, head.reason) })}
        {head.joined !== undefined && head.joined.length > 0 && (
          <b>{t('joinedBy', { names: head.joined.map((one) => one.name).join(', ') })}</b>
        )}
        {isWatching && <b>{t('watching')}</b>}
      </p>
      <Suspense fallback={null}>
        {asked === 'guard' && <TalkHits conversation={head.id} onDone={() => setAsked(null)} />}
        {asked !== null && asked !== 'guard' && (
          <ActDialog asked={asked} head={head} acts={acts} onClose={() => setAsked(null)} />
        )}
      </Suspense>
    </header>
  );
};

/** The acts that are possible for this person in this state, each with its key. */
const useOffered = ({ head }: Entry, ask: (asked: Asked | 'guard') => void) => {
  const t = useText();
  const me = useView((view) => view.me.id);
  const acts = useActs(head);
  const mayTake = useMay('reception.conversation.take');
  const mayAssign = useMay('reception.conversation.assign');
  const mayWatch = useMay('reception.conversation.watch');
  const mayClose = useMay('reception.conversation.close');
  const maySend = useMay(['reception.message.send', 'reception.note.write']);
  const maySay = useMay('reception.message.send');
  const mayGuard = useMay('guard.hit.read');
  const invites = useView((view) => view.settings.invitesRating);
  const handOvers = useView((view) => view.settings.handOvers);
  const isMine = head.assignee?.id === me;
  const { state } = head;
  const isOpen = state !== 'closed';
  const isRetired = typeof head.retiredAt === 'string';
  const hasAssignee = head.assignee !== null;
  const queues = hasQueue(head);
  const isOffered = isMine && head.offer !== undefined && head.offer !== null;
  const isOfAnother = hasAssignee && !isMine;
  const isGuest = head.joined?.some((one) => one.id === me) === true;
  const { take, wake, reopen, accept, join, part, invite, handOver } = acts;

  const list = useMemo(() => {
    const offered: (Act & { isOffered: boolean })[] = [
      {
        id: 'take',
        label: t('take'),
        key: 'alt+t',
        isMain: true,
        isOffered: isOpen && !hasAssignee && mayTake,
        run: take,
      },
      {
        id: 'whisper',
        label: t('whisper'),
        key: 'alt+w',
        isMain: true,
        isOffered: isOpen && isOfAnother && mayWatch,
        run: () => ask('whisper'),
      },
      {
        id: 'join',
        label: t('join'),
        key: 'alt+j',
        isMain: true,
        isOffered: isOpen && isOfAnother && mayAssign && !isGuest,
        run: join,
      },
      { id: 'part', label: t('part'), key: 'alt+j', isMain: true, isOffered: isOpen && isGuest, run: part },
      {
        id: 'takeOver',
        label: t('takeOver'),
        key: 'alt+t',
        isOffered: isOpen && isOfAnother && mayAssign && mayTake,
        run: () => ask('takeOver'),
      },
      {
        id: 'accept',
        label: t('takeTransfer'),
        key: 'alt+y',
        isMain: true,
        isOffered: isOpen && isOffered,
        run: accept,
      },
      {
        id: 'turnBack',
        label: t('turnBack'),
        key: 'alt+u',
        isMain: true,
        isOffered: isOpen && isOffered,
        run: () => ask('turnBack'),
      },
      {
        id: 'reopen',
        label: t('reopen'),
        key: 'alt+o',
        isMain: true,
        isOffered: !isOpen && !isRetired && mayTake,
        run: reopen,
      },
      {
        id: 'transfer',
        label: t(hasAssignee ? 'transfer' : 'assign'),
        key: 'alt+g',
        isMain: true,
        isOffered: isOpen && (mayAssign || (isMine && mayTake)),
        run: () => ask('transfer'),
      },
      ...(handOvers ?? []).map((to, index) => ({
        id: `handOver-${to.key}`,
        label: to.name,
        ...(index === 0 ? { key: 'alt+s' } : {}),
        isMain: index === 0 && isMine,
        isOffered: isOpen && hasAssignee && (mayAssign || (isMine && mayTake)),
        run: () => handOver(to),
      })),
      {
        id: 'wake',
        label: t('wake'),
        key: 'alt+z',
        isMain: !isOfAnother,
        isOffered: state === 'snoozed' && (isMine || mayAssign),
        run: wake,
      },
      {
        id: 'snooze',
        label: t('snooze'),
        key: 'alt+z',
        isMain: !isOfAnother,
        isOffered: state === 'open' && (isMine || mayAssign),
        run: () => ask('snooze'),
      },
      {
        id: 'close',
        label: t('close'),
        key: 'alt+x',
        isMain: !isOfAnother,
        isOffered: isOpen && mayClose,
        run: () => ask('close'),
      },
      { id: 'guard', label: t('guardHits'), isOffered: mayGuard, run: () => ask('guard') },
      {
        id: 'invite',
        label: t('inviteRating'),
        isOffered: isOpen && maySay && (isMine || isGuest) && invites === true,
        run: invite,
      },
      { id: 'tags', label: t('tags'), key: 'alt+b', isOffered: maySend && !isRetired, run: () => ask('tags') },
      {
        id: 'release',
        label: t('release'),
        key: 'alt+q',
        isOffered: isOpen && hasAssignee && queues && (isMine || mayAssign),
        run: () => ask('release'),
      },
    ];
    return offered.filter((act) => act.isOffered);
  }, [
    t,
    isOpen,
    isRetired,
    isMine,
    hasAssignee,
    queues,
    mayTake,
    mayAssign,
    mayClose,
    maySend,
    mayGuard,
    state,
    take,
    wake,
    reopen,
    accept,
    join,
    part,
    isOfAnother,
    isGuest,
    mayWatch,
    isOffered,
    ask,
    maySay,
    invites,
    invite,
    handOvers,
    handOver,
  ]);

  const group = t('keysAct');
  useCommands(
    useMemo(
      () =>
        list.map(({ id, label, key, run }): Command => ({
          id: `act-${id}`,
          label,
          group,
          ...(key === undefined ? {} : { key }),
          run,
        })),
      [list, group],
    ),
  );
  return { acts: list, do: acts };
};

const Looking = ({ c }: { c: string }) => {
  const t = useText();
  const { whispers } = useLive();
  const people = useStore(
    whispers,
    useCallback((all) => all.looking[c], [c]),
  );
  if (people === undefined || people.length === 0) return null;
  return (
    <span className={css['looking']}>{t('alsoLooking', { names: people.map((one) => one.name).join(', ') })}</span>
  );
};
