import { useEffect, useRef } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Drawer } from 'antd';
import { Link } from 'react-router';
import { api } from '@/shared/api/client';
import { useMay, useShop } from '@/shared/session';
import { talkOf } from '@/shared/talk-path';
import { clockTimeWithSeconds, dayKey } from '@/shared/time/format';
import { Loading, LoadFailed } from '@/shared/ui/states';
import css from './talk.module.css';
import { useText } from './text';
import type { Member, Said, Talk } from './wire';

/** Is there a talk to be opened behind this row? */
export const hasTalk = (row: Member): boolean =>
  row.buyer !== null &&
  row.from !== null &&
  (row.fromMessage !== null || row.kind === 'order' || row.kind === 'transfer');

/** What was said around the row, with the messages it speaks of marked. */
export const TalkDrawer = ({ row, onClose }: { row: Member | null; onClose: () => void }) => {
  const t = useText();
  return (
    <Drawer
      open={row !== null}
      onClose={onClose}
      size={Math.min(560, window.innerWidth)}
      title={row === null ? '' : t('talkWith', { buyer: row.buyer ?? '' })}
      destroyOnHidden
    >
      {row !== null && <Words row={row} />}
    </Drawer>
  );
};

const Words = ({ row }: { row: Member }) => {
  const t = useText();
  const shop = useShop();
  const mayReception = useMay('reception.conversation.read');
  const query = { shop: shop.id, buyer: row.buyer, at: row.from };
  const talk = useQuery({
    queryKey: ['metrics', 'talk', query],
    queryFn: ({ signal }) => api.get<Talk>('/api/metrics/figures/talk', { query, signal }),
  });
  const marked = useRef<HTMLLIElement>(null);
  useEffect(() => marked.current?.scrollIntoView({ block: 'center' }), [talk.data]);
  if (talk.isPending) return <Loading rows={8} />;
  if (talk.isError) return <LoadFailed error={talk.error} onRetry={() => void talk.refetch()} />;
  const { messages } = talk.data;
  const isMarked = ({ id }: Said) => id === row.fromMessage || id === row.toMessage;
  const first = messages.findIndex((one) => isMarked(one));
  const here = first < 0 ? messages.findIndex((one) => one.at >= (row.from ?? '')) : first;
  const own = here < 0 ? null : talkOf(messages[here]?.id ?? '');
  return (
    <>
      {mayReception && own !== null && (
        <p className={css['lead']}>
          <Link to={own.to}>{t('openReception')}</Link>
        </p>
      )}
      <ol className={css['talk']}>
        {messages.map((one, index) => (
          <li
            key={one.id}
            ref={index === here ? marked : undefined}
            className={css['said']}
            data-mine={one.sender !== 'buyer'}
            data-marked={isMarked(one)}
          >
            <Head said={one} before={messages[index - 1]} buyer={talk.data.buyer} />
            <span className={css['words']}>{one.text ?? t(one.kind === 'text' ? 'noWords' : `said_${one.kind}`)}</span>
            {Object.entries(one.kept ?? {}).map(([header, cell]) => (
              <span key={header} className={css['kept']}>
                {header}：{cell}
              </span>
            ))}
          </li>
        ))}
      </ol>
    </>
  );
};

const Head = ({ said, before, buyer }: { said: Said; before: Said | undefined; buyer: string }) => {
  const t = useText();
  const { zone } = useShop();
  const day = dayKey(said.at, zone);
  const isPerson = said.sender === 'agent' || said.sender === 'assist-bot';
  return (
    <>
      {(before === undefined || dayKey(before.at, zone) !== day) && <span className={css['day']}>{day}</span>}
      <span className={css['who']}>
        {said.sender === 'buyer' ? buyer : isPerson ? (said.name ?? t('agent')) : t('machine')}{' '}
        {clockTimeWithSeconds(said.at, zone)}
      </span>
    </>
  );
};
