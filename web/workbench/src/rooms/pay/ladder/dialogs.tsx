import { useState } from 'react';
import { Alert, App, Input, InputNumber, Modal, Radio } from 'antd';
import { useMutation } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { queries } from '@/shared/api/queries';
import { useShop } from '@/shared/session';
import { DayPicker } from '@/shared/ui/pickers';
import { useGradeName } from '../grade';
import css from './ladder.module.css';
import { useText } from './text';
import type { Decision, Person } from './wire';

type DecideDialogProps = { person: Person; first: string; onClose: () => void };

export const DecideDialog = ({ person, first, onClose }: DecideDialogProps) => {
  const t = useText();
  const name = useGradeName();
  const shop = useShop();
  const { message } = App.useApp();
  const [decision, setDecision] = useState<Decision['decision']>(person.state.isReady ? 'promoted' : 'postponed');
  const [reason, setReason] = useState('');
  const [againOn, setAgainOn] = useState('');
  const save = useMutation({
    mutationFn: () =>
      api.post('/api/pay/ladder/decide', {
        shop: shop.id,
        person: person.person,
        decision,
        reason,
        againOn: decision === 'postponed' ? againOn : null,
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['pay', 'ladder'] });
      void message.success(t('done'));
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t('decisionTitle', {
        name: person.name ?? person.person,
        from: name(person.state.grade ?? ''),
        to: name(person.state.next ?? ''),
      })}
      okText={t('save')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: reason.trim() === '' || (decision === 'postponed' && againOn === '') }}
      confirmLoading={save.isPending}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <div className={css['form']}>
        <Radio.Group value={decision} onChange={(event) => setDecision(event.target.value as Decision['decision'])}>
          <Radio value="promoted" disabled={!person.state.isReady}>
            {t('promoted')} <small>{t('effective', { date: first })}</small>
          </Radio>
          <Radio value="postponed">{t('postponed')}</Radio>
          <Radio value="refused">{t('refused')}</Radio>
        </Radio.Group>
        {decision === 'postponed' && (
          <label>
            {t('againOn')}
            <DayPicker label={t('againOn')} value={againOn} onChange={setAgainOn} />
          </label>
        )}
        <Input.TextArea
          aria-label={t('reason')}
          placeholder={t('reason')}
          rows={3}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {save.isError && <Alert type="error" showIcon title={toProblem(save.error).detail} />}
      </div>
    </Modal>
  );
};

export const AssessDialog = ({ person, onClose }: { person: Person; onClose: () => void }) => {
  const t = useText();
  const shop = useShop();
  const { message } = App.useApp();
  const [value, setValue] = useState<number | null>(null);
  const kind = person.state.conditions.find((one) => one.kind === 'assessment')?.name ?? '';
  const save = useMutation({
    mutationFn: () => api.post('/api/pay/ladder/assessments', { shop: shop.id, person: person.person, kind, value }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['pay', 'ladder'] });
      void message.success(t('done'));
      onClose();
    },
  });
  return (
    <Modal
      open
      title={`${person.name ?? person.person} · ${t('assessment', { name: kind })}`}
      okText={t('save')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: value === null }}
      confirmLoading={save.isPending}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <div className={css['form']}>
        <p className={css['hint']}>{t('valueText')}</p>
        <InputNumber
          aria-label={t('value')}
          placeholder={t('value')}
          min={0}
          max={1000}
          value={value}
          onChange={setValue}
        />
        {save.isError && <Alert type="error" showIcon title={toProblem(save.error).detail} />}
      </div>
    </Modal>
  );
};
