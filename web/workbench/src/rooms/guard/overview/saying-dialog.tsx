import { useState } from 'react';
import { Alert, App, Input, Modal, Select } from 'antd';
import { toProblem } from '@/shared/api/problem';
import { useShop } from '@/shared/session';
import { DraftChoice, useDraftChoice } from './draft-choice';
import css from './overview.module.css';
import { useText } from './text';
import { useAct } from './use-overview';

type SayingDialogProps = {
  rules: readonly { rule: string; name: string }[];
  rule: string;
  saying: string;
  near: string | null;
  onDone: () => void;
};

/** A new saying of a rule, for the draft of the book. */
export const SayingDialog = ({ rules, rule, saying, near, onDone }: SayingDialogProps) => {
  const t = useText();
  const shop = useShop();
  const { message } = App.useApp();
  const [typed, setTyped] = useState(saying);
  const [to, setTo] = useState(rule);
  const [chosen, setChosen] = useState<string | null>(null);
  const { id: draft } = useDraftChoice(chosen);
  const act = useAct('/sayings', () => {
    void message.success(t('accepted'));
    onDone();
  });
  return (
    <Modal
      open
      title={t('nearPropose')}
      okText={t('sayingAdd')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: typed.trim() === '' || to === '' }}
      confirmLoading={act.isPending}
      onOk={() => act.mutate({ shop: shop.id, rule: to, saying: typed, near, draft })}
      onCancel={onDone}
    >
      <div className={css['form']}>
        <label className={css['field']}>
          <span>{t('saying')}</span>
          <Input
            aria-label={t('saying')}
            maxLength={120}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <small className={css['quiet']}>{t('sayingHint')}</small>
        </label>
        <label className={css['field']}>
          <span>{t('sayingRule')}</span>
          <Select
            aria-label={t('sayingRule')}
            showSearch={{ optionFilterProp: 'label' }}
            value={to}
            onChange={setTo}
            options={rules.map((one) => ({ value: one.rule, label: one.name }))}
          />
        </label>
        <DraftChoice chosen={chosen} onChange={setChosen} />
        {act.isError && <Alert type="error" showIcon title={toProblem(act.error).detail} />}
      </div>
    </Modal>
  );
};
