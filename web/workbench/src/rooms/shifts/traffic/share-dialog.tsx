import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Form, Input, InputNumber, Modal, Select } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useShop } from '@/shared/session';
import css from '../shifts.module.css';
import { useText } from '../text';
import type { ShareBoard, ShareLine } from '../wire';

type DialogProps = { line: ShareLine; board: ShareBoard; onDone: () => void };

/** Weight, limit and groups of one agent, with a reason. */
export const ShareDialog = ({ line, board, onDone }: DialogProps) => {
  const t = useText();
  const shop = useShop();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [weight, setWeight] = useState<number>(line.weight);
  const [capacity, setCapacity] = useState<number | null>(line.hasOwnCapacity ? line.capacity : null);
  const [groups, setGroups] = useState<string[]>(line.groups);
  const [reason, setReason] = useState('');
  const set = useMutation({
    mutationFn: () =>
      api.put(`/api/reception/routing/shares/${line.person}`, {
        shop: shop.id,
        weight,
        capacity,
        groups,
        reason: reason.trim(),
      }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['routing-shares', shop.id] });
      void message.success(t('saved'));
      onDone();
    },
  });
  return (
    <Modal
      open
      title={t('setShareTitle', { name: line.name })}
      okButtonProps={{ disabled: reason.trim() === '', loading: set.isPending }}
      onOk={() => set.mutate()}
      onCancel={onDone}
    >
      <p className={css['hint']}>{t('shareHint')}</p>
      <Form layout="vertical" size="small">
        <Form.Item label={t('weight')}>
          <InputNumber
            autoFocus
            min={0}
            max={1000}
            step={10}
            aria-label={t('weight')}
            value={weight}
            onChange={(value) => setWeight(value ?? 0)}
          />
        </Form.Item>
        <Form.Item label={t('ownCapacity')}>
          <InputNumber
            style={{ width: 160 }}
            min={1}
            max={500}
            aria-label={t('ownCapacity')}
            placeholder={t('bookCapacity', { n: board.capacity > 1000 ? '∞' : board.capacity })}
            value={capacity}
            onChange={setCapacity}
          />
        </Form.Item>
        {board.groups.length > 0 && (
          <Form.Item label={t('groups')}>
            <Select
              mode="multiple"
              aria-label={t('groups')}
              placeholder={t('allGroups')}
              value={groups}
              onChange={setGroups}
              options={board.groups.map((group) => ({ value: group.key, label: group.name }))}
            />
          </Form.Item>
        )}
        <Form.Item label={t('reason')} required>
          <Input
            maxLength={100}
            placeholder={t('shareReason')}
            aria-label={t('reason')}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Form.Item>
      </Form>
      {set.isError && <Alert type="error" title={toProblem(set.error).detail} />}
    </Modal>
  );
};
