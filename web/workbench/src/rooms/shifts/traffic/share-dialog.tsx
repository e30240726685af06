import { useState } from 'react';
import { Form, InputNumber, Select } from 'antd';
import { api } from '@/shared/api/client';
import { useShop } from '@/shared/session';
import { DayPicker } from '@/shared/ui/pickers';
import { useText } from '../text';
import { ReasonDialog } from './reason-dialog';
import type { ShareBoard, ShareLine } from '../wire';

type DialogProps = {
  line: ShareLine;
  board: ShareBoard;
  /** The day from which it holds, where that is asked; the first that may be chosen. */
  from?: string;
  least?: string;
  onDone: () => void;
};

/** Weight, limit and groups of one agent, with a reason. */
export const ShareDialog = ({ line, board, from: first, least, onDone }: DialogProps) => {
  const t = useText();
  const shop = useShop();
  const [weight, setWeight] = useState<number>(line.weight);
  const [capacity, setCapacity] = useState<number | null>(line.hasOwnCapacity ? line.capacity : null);
  const [from, setFrom] = useState(first);
  const [groups, setGroups] = useState<string[]>(line.groups);
  return (
    <ReasonDialog
      title={t('setShareTitle', { name: line.name })}
      hint={t('shareHint')}
      changes={[
        ['routing-shares', shop.id],
        ['traffic-plan', shop.id],
      ]}
      save={(reason) =>
        api.put(`/api/reception/routing/shares/${line.person}`, {
          shop: shop.id,
          weight,
          capacity,
          groups,
          reason,
          from,
        })
      }
      onDone={onDone}
    >
      {from !== undefined && (
        <Form.Item label={t('planFromLabel')}>
          <DayPicker label={t('planFromLabel')} value={from} least={least} onChange={setFrom} />
        </Form.Item>
      )}
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
    </ReasonDialog>
  );
};
