import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Input, Modal, Tag } from 'antd';
import { api } from '@/shared/api/client';
import { newId } from '@/shared/api/id';
import { toProblem } from '@/shared/api/problem';
import { useShop } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import { nowMs } from '@/shared/time/now';
import { MomentPicker } from '@/shared/ui/pickers';
import { zonedInstant } from '@/shared/time/zoned';
import css from './day.module.css';
import { laterChoices } from './due';
import { useText } from './text';
import type { Day, DayLine } from './wire';

type MarkDialogProps = { line: DayLine; state: 'later' | 'done'; day: Day; onDone: () => void };

/** Later or dealt with: always with a reason, later also with until when. */
export const MarkDialog = ({ line, state, day, onDone }: MarkDialogProps) => {
  const t = useText();
  const shop = useShop();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [id] = useState(() => newId());
  const [now] = useState(nowMs);
  const [until, setUntil] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const isLater = state === 'later';
  const save = useMutation({
    mutationFn: () =>
      api.post('/api/shop/day/mark', {
        id,
        shop: shop.id,
        kind: line.kind,
        ref: line.ref,
        state,
        reason: reason.trim(),
        until: isLater ? until : null,
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['callbacks'] });
      void message.success(t('saved'));
      onDone();
    },
  });
  const choices = laterChoices(now, shop.zone);
  return (
    <Modal
      open
      title={t(isLater ? 'laterTitle' : 'doneTitle')}
      okText={t(isLater ? 'later' : 'end')}
      okButtonProps={{ loading: save.isPending, disabled: reason.trim() === '' || (isLater && until === null) }}
      onOk={() => save.mutate()}
      onCancel={onDone}
    >
      <div className={css['form']}>
        <span className={css['quiet']}>{t(isLater ? 'laterHint' : 'doneHint')}</span>
        {isLater && (
          <div className={css['choices']} role="group" aria-label={t('until')}>
            {choices.map((one) => (
              <Tag.CheckableTag key={one.id} checked={until === one.at} onChange={() => setUntil(one.at)}>
                {t(one.id)}
              </Tag.CheckableTag>
            ))}
            <MomentPicker
              label={t('until')}
              placeholder={t('until')}
              onChange={(local) => setUntil(local === '' ? null : zonedInstant(local, shop.zone))}
            />
            {until !== null && <span className={css['quiet']}>{fullMoment(until, shop.zone)}</span>}
          </div>
        )}
        <div className={css['choices']}>
          {(isLater ? day.laterReasons : day.doneReasons).map((one) => (
            <Tag.CheckableTag key={one} checked={reason === one} onChange={() => setReason(one)}>
              {one}
            </Tag.CheckableTag>
          ))}
        </div>
        <Input
          autoFocus
          maxLength={200}
          aria-label={t(isLater ? 'reason' : 'result')}
          placeholder={t('reasonHint')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {save.isError && <Alert type="error" title={toProblem(save.error).detail} />}
      </div>
    </Modal>
  );
};
