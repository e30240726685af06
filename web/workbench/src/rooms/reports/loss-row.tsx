import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { MessageOutlined } from '@ant-design/icons';
import { App, Input, Select } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useShop } from '@/shared/session';
import { BuyerName } from './buyer-name';
import { reasons } from './loss-reasons';
import css from './reports.module.css';
import { useText } from './text';
import type { Loss, Member } from './wire';

type LossRowProps = { row: Member; said: Loss | undefined; onTalk: (row: Member) => void };

/** One buyer who did not buy: the talk, the reason, and a few words. Each is kept when it is chosen or left. */
export const LossRow = ({ row, said, onTalk }: LossRowProps) => {
  const t = useText();
  const shop = useShop();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [note, setNote] = useState(said?.note ?? '');
  const save = useMutation({
    mutationFn: (reason: string) =>
      api.put('/api/metrics/losses', {
        shop: shop.id,
        buyer: row.buyer,
        day: row.day,
        reason,
        note: note.trim() === '' ? null : note.trim(),
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['metrics', 'losses'] });
      void message.success(t('saved'));
    },
    onError: (error) => void message.error(toProblem(error).detail),
  });
  const isChanged = note.trim() !== (said?.note ?? '');
  const keep = () => {
    if (said !== undefined && isChanged) save.mutate(said.reason);
  };
  return (
    <tr>
      <td>{row.day}</td>
      <td>
        <button type="button" className={css['door']} title={t('seeTalk')} onClick={() => onTalk(row)}>
          <BuyerName buyer={row.buyer ?? ''} /> <MessageOutlined aria-label={t('seeTalk')} />
        </button>
      </td>
      <td className={css['quiet']}>{t(row.item === null ? 'lostAtInquiry' : 'lostAtPayment')}</td>
      <td>
        <Select
          size="small"
          className={css['reason'] ?? ''}
          aria-label={`${row.buyer ?? ''} ${t('reason')}`}
          placeholder={t('reason')}
          value={said?.reason}
          loading={save.isPending}
          options={reasons.map((reason) => ({ value: reason, label: t(`reason_${reason}`) }))}
          onChange={(reason: string) => save.mutate(reason)}
        />
      </td>
      <td>
        <Input
          size="small"
          aria-label={`${row.buyer ?? ''} ${t('lostNote')}`}
          maxLength={500}
          disabled={said === undefined}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          onBlur={keep}
          onPressEnter={keep}
        />
      </td>
    </tr>
  );
};
