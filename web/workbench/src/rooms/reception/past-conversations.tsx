import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DownOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useSharedText } from '@/shared/i18n/shared-text';
import { useMinute } from '@/shared/time/now';
import { shortMoment } from '@/shared/time/format';
import { ReadOnlyRecord } from './read-only-record';
import css from './side-panel.module.css';
import { useText } from './text';
import { useLive, useView } from './use-live';
import type { Head } from './wire';

type History = { conversations: Head[]; hasMore?: boolean };

/** All that this buyer and the shop ever said to each other, opened where one stands. */
export const PastConversations = ({ head, onOpen }: { head: Head; onOpen: (c: string) => void }) => {
  const t = useText();
  const shared = useSharedText();
  const { shop } = useLive();
  const history = useQuery({
    queryKey: ['reception', 'history', shop, head.buyer.id, head.state === 'closed'],
    queryFn: ({ signal }) =>
      api.get<History>(`/api/reception/buyers/${head.buyer.id}/history`, { query: { shop }, signal }),
  });
  if (history.isError) {
    return (
      <p className={css['quiet']}>
        {toProblem(history.error).detail}{' '}
        <Button size="small" type="link" onClick={() => void history.refetch()}>
          {shared('retry')}
        </Button>
      </p>
    );
  }
  const past = (history.data?.conversations ?? []).filter((one) => one.id !== head.id);
  if (history.isPending) return <p className={css['quiet']}>{shared('loading')}</p>;
  if (past.length === 0) return <p className={css['quiet']}>{t('noPast')}</p>;
  return (
    <ul className={css['past']}>
      {past.map((one) => (
        <Past key={one.id} head={one} onOpen={onOpen} />
      ))}
    </ul>
  );
};

const Past = ({ head, onOpen }: { head: Head; onOpen: (c: string) => void }) => {
  const t = useText();
  const zone = useView((view) => view.shop.zone);
  const minute = useMinute();
  const [isOpen, setOpen] = useState(false);
  return (
    <li>
      <button type="button" className={css['pastHead']} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <DownOutlined className={css['arrow']} />
        <span className={css['pastLast']}>
          {head.lastText === '' ? t('number', { n: head.number }) : head.lastText}
        </span>
        <span className={css['pastFoot']}>
          {shortMoment(head.lastAt, zone, minute)}
          {head.assignee === null ? '' : ` · ${head.assignee.name}`}
          {head.outcome === null ? '' : ` · ${head.outcome}`}
        </span>
      </button>
      {isOpen && (
        <div className={css['pastBody']}>
          <ReadOnlyRecord c={head.id} buyer={head.buyer.name} />
          <Button size="small" onClick={() => onOpen(head.id)}>
            {t('open')}
          </Button>
        </div>
      )}
    </li>
  );
};
