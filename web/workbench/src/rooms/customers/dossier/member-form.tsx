import { useState } from 'react';
import { Alert, App, Button, Input, Modal, Select } from 'antd';
import { toProblem } from '@/shared/api/problem';
import { useSharedText } from '@/shared/i18n/shared-text';
import { useShop } from '@/shared/session';
import { dayKey } from '@/shared/time/format';
import { useNow } from '@/shared/time/now';
import { DayPicker } from '@/shared/ui/pickers';
import css from './dossier.module.css';
import { useText } from './text';
import { choicesOf, useDossierAct, useScheme } from './use-dossier';
import type { Member } from './wire';

type MemberFormProps = { buyer: string; member: Member | null; onDone: () => void };

export const MemberForm = ({ buyer, member, onDone }: MemberFormProps) => {
  const t = useText();
  const shared = useSharedText();
  const shop = useShop();
  const now = useNow();
  const { message } = App.useApp();
  const scheme = useScheme();
  const levels = choicesOf(scheme.data?.scheme.levels);
  const [chosen, setChosen] = useState<string | null>(member?.level ?? null);
  const [number, setNumber] = useState(member?.number ?? '');
  const [since, setSince] = useState(member?.since ?? dayKey(now, shop.zone));
  const [until, setUntil] = useState(member?.until ?? '');
  const level = chosen ?? levels[0]?.value ?? null;
  const act = useDossierAct(buyer, () => {
    void message.success(t('saved'));
    onDone();
  });
  const save = (what: string | null) =>
    act.mutate({
      path: `/api/shop/buyers/${buyer}/membership`,
      body: { level: what, number: number.trim() || null, since, until: until || null },
    });
  return (
    <Modal
      open
      title={t('memberTitle')}
      onCancel={onDone}
      footer={[
        member !== null && (
          <Button key="end" danger disabled={act.isPending} onClick={() => save(null)}>
            {t('endMember')}
          </Button>
        ),
        <Button key="cancel" onClick={onDone}>
          {shared('cancel')}
        </Button>,
        <Button key="save" type="primary" loading={act.isPending} disabled={level === null} onClick={() => save(level)}>
          {shared('save')}
        </Button>,
      ]}
    >
      <div className={css['form']}>
        <div className={css['pair']}>
          <label className={css['field']}>
            {t('level')}
            <Select aria-label={t('level')} value={level} options={levels} onChange={setChosen} />
          </label>
          <label className={css['field']}>
            {t('memberNumber')}
            <Input
              maxLength={60}
              aria-label={t('memberNumber')}
              value={number}
              onChange={(event) => setNumber(event.target.value)}
            />
          </label>
          <label className={css['field']}>
            {t('since')}
            <DayPicker label={t('since')} value={since} onChange={setSince} />
          </label>
          <label className={css['field']}>
            {t('until')}
            <DayPicker label={t('until')} mayBeEmpty value={until} onChange={setUntil} placeholder={t('forever')} />
          </label>
        </div>
        {act.isError && <Alert type="error" title={toProblem(act.error).detail} />}
      </div>
    </Modal>
  );
};
