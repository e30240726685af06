import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Drawer } from 'antd';
import { Link } from 'react-router';
import { api } from '@/shared/api/client';
import { sharedText } from '@/shared/i18n/shared-text';
import { useMay, useShop } from '@/shared/session';
import { fullMoment, shortMoment } from '@/shared/time/format';
import { useMinute } from '@/shared/time/now';
import { Section } from '@/shared/ui/page';
import { Loading, LoadFailed } from '@/shared/ui/states';
import css from './buyer-conversations.module.css';
import { ReadOnlyRecord } from './read-only-record';
import { useText } from './text';
import type { Head, Named } from './wire';

type Served = { c: string; person: Named; messages: number; lastAt: string };
type History = { conversations: Head[]; agents: Served[] };

/** All that a buyer and the shop ever said to each other, on the buyer's page: read here, answered in the reception. */
export const BuyerConversations = ({ buyer }: { buyer: string }) => {
  const t = useText();
  const mayRead = useMay(['reception.conversation.read', 'reception.conversation.read-all']);
  return <Section title={t('buyerConversations')}>{mayRead ? <List buyer={buyer} /> : t('noRightHere')}</Section>;
};

const List = ({ buyer }: { buyer: string }) => {
  const t = useText();
  const shop = useShop();
  const [chosen, setChosen] = useState<Head | null>(null);
  const history = useQuery({
    queryKey: ['reception', 'history', shop.id, buyer],
    queryFn: ({ signal }) =>
      api.get<History>(`/api/reception/buyers/${buyer}/history`, { query: { shop: shop.id }, signal }),
  });
  if (history.isPending) return <Loading rows={4} />;
  if (history.isError) return <LoadFailed error={history.error} onRetry={() => void history.refetch()} />;
  const { conversations, agents } = history.data;
  if (conversations.length === 0) return <p className={css['quiet']}>{t('noConversations')}</p>;
  return (
    <>
      <ul className={css['list']}>
        {conversations.map((head) => (
          <Line
            key={head.id}
            head={head}
            served={agents.filter((one) => one.c === head.id)}
            onOpen={() => setChosen(head)}
          />
        ))}
      </ul>
      {chosen !== null && <Record head={chosen} onClose={() => setChosen(null)} />}
    </>
  );
};

const stateWords = {
  waiting: 'stateWaiting',
  open: 'stateOpen',
  snoozed: 'stateSnoozed',
  closed: 'stateClosed',
} as const;

const Line = ({ head, served, onOpen }: { head: Head; served: Served[]; onOpen: () => void }) => {
  const t = useText();
  const { zone } = useShop();
  const minute = useMinute();
  const people = served
    .map((one) => t('wroteCount', { name: one.person.name, n: one.messages }))
    .join(sharedText('listMark'));
  return (
    <li>
      <button type="button" className={css['line']} onClick={onOpen}>
        <span className={css['top']}>
          <span className={css['number']}>#{head.number}</span>
          <span className={css['state']} data-state={head.state}>
            {head.outcome ?? t(stateWords[head.state])}
          </span>
          <span className={css['channel']}>{head.channelName}</span>
          <time className={css['when']} title={fullMoment(head.lastAt, zone)}>
            {shortMoment(head.lastAt, zone, minute)}
          </time>
        </span>
        <span className={css['last']}>{head.lastText}</span>
        <span className={css['people']}>{people === '' ? t('wroteNobody') : people}</span>
      </button>
    </li>
  );
};

const Record = ({ head, onClose }: { head: Head; onClose: () => void }) => {
  const t = useText();
  return (
    <Drawer
      open
      size={480}
      title={t('conversationNumber', { n: head.number })}
      extra={<Link to={`/reception/${head.id}`}>{t('openInReception')}</Link>}
      onClose={onClose}
    >
      <ReadOnlyRecord c={head.id} buyer={head.buyer.name} />
    </Drawer>
  );
};
