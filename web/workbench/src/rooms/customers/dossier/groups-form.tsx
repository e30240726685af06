import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Checkbox, Modal } from 'antd';
import { Link } from 'react-router';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import css from './dossier.module.css';
import { useText } from './text';
import { useGroups } from './use-dossier';

type GroupsFormProps = { buyer: string; now: readonly string[]; onDone: () => void };

/** Which groups a customer is in; each box is one act. */
export const GroupsForm = ({ buyer, now, onDone }: GroupsFormProps) => {
  const t = useText();
  const client = useQueryClient();
  const groups = useGroups();
  const [chosen, setChosen] = useState<readonly string[]>(now);
  const save = useMutation({
    mutationFn: async () => {
      for (const group of groups.data?.groups ?? []) {
        const [was, is] = [now.includes(group.id), chosen.includes(group.id)];
        if (was !== is)
          await api.post(`/api/shop/buyer-groups/${group.id}/members`, is ? { add: [buyer] } : { remove: [buyer] });
      }
    },
    onSettled: () => {
      for (const key of ['dossier', 'buyer-groups', 'customers']) void client.invalidateQueries({ queryKey: [key] });
    },
    onSuccess: onDone,
  });
  const list = groups.data?.groups ?? [];
  return (
    <Modal
      open
      title={t('groupsTitle')}
      okButtonProps={{ loading: save.isPending, disabled: list.length === 0 }}
      onOk={() => save.mutate()}
      onCancel={onDone}
    >
      <div className={css['form']}>
        {groups.data !== undefined && list.length === 0 && (
          <span>
            {t('emptyGroups')} <Link to="/customers/groups">{t('newGroup')}</Link>
          </span>
        )}
        {list.map((group) => (
          <Checkbox
            key={group.id}
            disabled={group.ruleOrders !== null}
            checked={chosen.includes(group.id)}
            onChange={(event) =>
              setChosen(event.target.checked ? [...chosen, group.id] : chosen.filter((one) => one !== group.id))
            }
          >
            {group.name} <span className={css['quiet']}>{group.purpose}</span>
          </Checkbox>
        ))}
        {save.isError && <Alert type="error" title={toProblem(save.error).detail} />}
      </div>
    </Modal>
  );
};
