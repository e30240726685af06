import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { api } from '@/shared/api/client';
import { useMay, useShop } from '@/shared/session';
import css from '../orders.module.css';
import { FlagMenu } from './flag-menu';
import { useCreditText } from './text';
import { useCreditAct } from './use-credit';

const kinds = [
  'note_changed',
  'reminded',
  'chased_buyer',
  'chased_internal',
  'verified',
  'list_sent',
  'closed_for_buyer',
  'wrong_goods',
] as const;

type Asking = 'act' | 'reorder';

/** What is done to an order by hand: a flag, a note, a reminder, a chase, a link to the unpaid order before it. */
export const OrderActs = ({ order }: { order: string }) => {
  const t = useCreditText();
  const mayWrite = useMay('orders.event.write');
  const [asking, setAsking] = useState<Asking | null>(null);
  if (!mayWrite) return null;
  return (
    <div className={css['buttons']}>
      <FlagMenu orders={[order]} size="middle" />
      <Button onClick={() => setAsking('act')}>{t('writeAct')}</Button>
      <Button onClick={() => setAsking('reorder')}>{t('linkReorder')}</Button>
      {asking === 'act' && <ActDialog order={order} onClose={() => setAsking(null)} />}
      {asking === 'reorder' && <ReorderDialog order={order} onClose={() => setAsking(null)} />}
    </div>
  );
};

type DialogProps = { order: string; onClose: () => void };

const ActDialog = ({ order, onClose }: DialogProps) => {
  const t = useCreditText();
  const shop = useShop();
  const act = useCreditAct();
  const [kind, setKind] = useState<(typeof kinds)[number]>('note_changed');
  const [detail, setDetail] = useState('');
  const isNeeded = kind === 'note_changed' || kind === 'wrong_goods';
  const save = async () => {
    const isDone = await act(
      () => api.post('/api/orders/events', { shop: shop.id, orders: [order], event: kind, detail }),
      t('written'),
    );
    if (isDone) onClose();
  };
  return (
    <Modal
      open
      title={t('writeAct')}
      okText={t('ok')}
      okButtonProps={{ disabled: isNeeded && detail.trim() === '' }}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <div className={css['shares']}>
        <Select
          className={css['wide'] ?? ''}
          aria-label={t('writeAct')}
          value={kind}
          onChange={setKind}
          options={kinds.map((value) => ({ value, label: t(`event_${value}`) }))}
        />
        <Input.TextArea
          rows={3}
          maxLength={500}
          aria-label={t('detail')}
          placeholder={t('detail')}
          value={detail}
          onChange={(event) => setDetail(event.target.value)}
        />
      </div>
    </Modal>
  );
};

const ReorderDialog = ({ order, onClose }: DialogProps) => {
  const t = useCreditText();
  const shop = useShop();
  const act = useCreditAct();
  const [from, setFrom] = useState('');
  const save = async () => {
    const isDone = await act(
      () => api.post(`/api/orders/orders/one/${encodeURIComponent(order)}/reorder`, { shop: shop.id, from }),
      t('written'),
    );
    if (isDone) onClose();
  };
  return (
    <Modal
      open
      title={t('linkReorder')}
      okText={t('ok')}
      okButtonProps={{ disabled: from.trim() === '' }}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <p className={css['quiet']}>{t('reorderHint')}</p>
      <Input
        autoFocus
        aria-label={t('originalOrder')}
        placeholder={t('originalOrder')}
        value={from}
        onChange={(event) => setFrom(event.target.value)}
      />
    </Modal>
  );
};
