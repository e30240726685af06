import { useState } from 'react';
import { App, Button, Input } from 'antd';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useMay, useShop } from '@/shared/session';
import { shortMoment } from '@/shared/time/format';
import { useMinute } from '@/shared/time/now';
import { copyText } from '@/shared/ui/copy-text';
import { Loading, LoadFailed } from '@/shared/ui/states';
import { FlagMark, StatusMark } from './marks';
import { money } from './order-columns';
import css from './talk-orders.module.css';
import { useText } from './text';
import type { Order } from './wire';

/** The buyer's latest orders beside a conversation: how they stand, what the notes say, and the note text to write or copy. */
export const TalkOrders = ({ conversation }: { conversation: string }) => {
  const t = useText();
  const list = useQuery({
    queryKey: ['orders', 'talk', conversation],
    queryFn: ({ signal }) => api.get<{ orders: Order[] }>(`/api/orders/talks/${conversation}/orders`, { signal }),
  });
  if (list.isError) return <LoadFailed error={list.error} onRetry={() => void list.refetch()} />;
  if (list.data === undefined) return <Loading rows={2} />;
  if (list.data.orders.length === 0) return <span className={css['quiet']}>{t('talk_none')}</span>;
  return (
    <ul className={css['orders']}>
      {list.data.orders.map((order) => (
        <One key={order.orderId} order={order} />
      ))}
    </ul>
  );
};

const One = ({ order }: { order: Order }) => {
  const t = useText();
  const { zone } = useShop();
  const minute = useMinute();
  const { message } = App.useApp();
  const mayWrite = useMay('orders.event.write');
  const [writes, setWrites] = useState(false);
  const note = order.ownNote ?? order.sellerNote;
  const copy = (text: string) =>
    void copyText(text).then((isCopied) =>
      isCopied ? message.success(t('talk_copied')) : message.warning(t('talk_notCopied')),
    );
  return (
    <li>
      <div className={css['first']}>
        <StatusMark order={order} />
        <Link to={`/orders/${order.orderId}`} target="zhanggui" title={order.orderId}>
          {order.orderId}
        </Link>
        <span className={css['sum']}>{money(order.paid ?? order.amount)}</span>
      </div>
      <div className={css['quiet']} title={order.title ?? undefined}>
        {shortMoment(order.placedAt, zone, minute)}
        {order.quantity === null ? '' : ` · ${t('talk_pieces', { n: order.quantity })}`}
        {order.title === null ? '' : ` · ${order.title}`}
      </div>
      {(order.ownFlag ?? order.flag) !== null && <FlagMark flag={order.ownFlag ?? order.flag} />}
      {order.buyerMessage !== null && (
        <div className={css['said']}>{t('talk_buyerSays', { text: order.buyerMessage })}</div>
      )}
      {note !== null && <div className={css['note']}>{note}</div>}
      <div className={css['acts']}>
        {note !== null && (
          <Button size="small" type="text" onClick={() => copy(note)}>
            {t('talk_copyNote')}
          </Button>
        )}
        {mayWrite && !writes && (
          <Button size="small" type="text" onClick={() => setWrites(true)}>
            {t('talk_writeNote')}
          </Button>
        )}
      </div>
      {writes && <NoteText order={order} before={note ?? ''} onCopy={copy} onDone={() => setWrites(false)} />}
    </li>
  );
};

type NoteProps = { order: Order; before: string; onCopy: (text: string) => void; onDone: () => void };

/** The platform keeps the note its buyers' desk sees, so what is written here is copied as well. */
const NoteText = ({ order, before, onCopy, onDone }: NoteProps) => {
  const t = useText();
  const shop = useShop();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [text, setText] = useState(before);
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    if (text.trim() === '') return;
    setBusy(true);
    try {
      await api.post('/api/orders/events', {
        shop: shop.id,
        orders: [order.orderId],
        event: 'note_changed',
        detail: text.trim(),
      });
      onCopy(text.trim());
      await queries.invalidateQueries({ queryKey: ['orders', 'talk'] });
      onDone();
    } catch (error) {
      void message.error(toProblem(error).detail);
      setBusy(false);
    }
  };
  return (
    <div className={css['write']}>
      <Input.TextArea
        autoFocus
        autoSize={{ minRows: 2, maxRows: 5 }}
        maxLength={500}
        value={text}
        aria-label={t('talk_writeNote')}
        onChange={(event) => setText(event.target.value)}
      />
      <div className={css['acts']}>
        <Button size="small" type="primary" loading={isBusy} disabled={text.trim() === ''} onClick={() => void save()}>
          {t('talk_saveNote')}
        </Button>
        <Button size="small" onClick={onDone}>
          {t('talk_leaveNote')}
        </Button>
      </div>
    </div>
  );
};
