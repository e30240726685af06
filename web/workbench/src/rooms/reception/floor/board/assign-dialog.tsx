import { useState } from 'react';
import { Alert, App, Input, Modal, Select } from 'antd';
import { toProblem } from '@/shared/api/problem';
import css from '../floor.module.css';
import { useText } from '../text';
import { useTalkAct } from './use-floor';
import type { Floor, WaitingRow } from './wire';

const rank = { ready: 0, busy: 1, away: 2, 'on-hold': 3, off: 4 } as const;

/** To somebody else: ready people with the fewest conversations stand first. */
export const AssignDialog = ({ row, floor, onDone }: { row: WaitingRow; floor: Floor; onDone: () => void }) => {
  const t = useText();
  const { message } = App.useApp();
  const people = floor.agents
    .filter((one) => one.person !== row.assignee)
    .sort((a, b) => rank[a.duty] - rank[b.duty] || a.open - b.open || a.name.localeCompare(b.name));
  const [person, setPerson] = useState(people[0]?.person ?? '');
  const [reason, setReason] = useState(t('reasonLong'));
  const act = useTalkAct(() => {
    void message.success(t('assigned', { name: people.find((one) => one.person === person)?.name ?? '' }));
    onDone();
  });
  return (
    <Modal
      open
      title={t('assignTitle', { name: row.buyerName })}
      okButtonProps={{ disabled: person === '' || reason.trim() === '', loading: act.isPending }}
      onOk={() => act.mutate({ c: row.id, act: 'assign', personId: person, reason: reason.trim() })}
      onCancel={onDone}
    >
      <p className={css['hint']}>{row.lastText}</p>
      <div className={css['stack']}>
        <Select
          autoFocus
          value={person}
          aria-label={t('assignTo')}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={setPerson}
          options={people.map((one) => ({
            value: one.person,
            label: t('personLoad', { name: one.name, duty: t(`duty-${one.duty}`), n: one.open }),
          }))}
        />
        <Input
          value={reason}
          maxLength={100}
          aria-label={t('reason')}
          placeholder={t('reason')}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      {act.isError && <Alert type="error" title={toProblem(act.error).detail} />}
    </Modal>
  );
};
