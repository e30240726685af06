import { useState } from 'react';
import { Alert, App, Button, Input, Modal, Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { newId } from '@/shared/api/id';
import { toProblem } from '@/shared/api/problem';
import { useShop } from '@/shared/session';
import { Loading, LoadFailed } from '@/shared/ui/states';
import css from './offers.module.css';
import { useText } from './text';
import { useAct } from './use-offers';

type Line = { key: string; name: string; people: string[] };
type Answer = { departments: Line[]; signers: { id: string; name: string }[]; needed: string };

/** Which departments agree to promotions, and who signs for each. */
export const DepartmentsDialog = ({ onDone }: { onDone: () => void }) => {
  const t = useText();
  const shop = useShop();
  const list = useQuery({
    queryKey: ['offers', 'departments', shop.id],
    queryFn: ({ signal }) => api.get<Answer>('/api/shop/promotions/departments', { query: { shop: shop.id }, signal }),
  });
  return (
    <Modal open title={t('departments')} footer={null} onCancel={onDone}>
      {list.isPending && <Loading rows={3} />}
      {list.isError && <LoadFailed error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && <Fields given={list.data} onDone={onDone} />}
    </Modal>
  );
};

const Fields = ({ given, onDone }: { given: Answer; onDone: () => void }) => {
  const t = useText();
  const shop = useShop();
  const { message } = App.useApp();
  const [lines, setLines] = useState(given.departments);
  const save = useAct(() => {
    void message.success(t('saved'));
    onDone();
  });
  const set = (index: number, some: Partial<Line>) =>
    setLines(lines.map((one, at) => (at === index ? { ...one, ...some } : one)));
  return (
    <div className={css['stack']}>
      <p className={css['quiet']}>{t('departmentsHint')}</p>
      {lines.map((one, index) => (
        <div key={one.key} className={css['department']}>
          <Input
            maxLength={20}
            value={one.name}
            aria-label={t('department')}
            onChange={(event) => set(index, { name: event.target.value })}
          />
          <Select
            mode="multiple"
            value={one.people}
            placeholder={t('anySigner')}
            aria-label={t('signersOf', { name: one.name })}
            onChange={(people: string[]) => set(index, { people })}
            options={given.signers.map((signer) => ({ value: signer.id, label: signer.name }))}
          />
          <Button
            type="text"
            disabled={one.key === given.needed}
            onClick={() => setLines(lines.filter((_, at) => at !== index))}
          >
            {t('remove')}
          </Button>
        </div>
      ))}
      <div className={css['acts']}>
        <Button onClick={() => setLines([...lines, { key: newId().slice(-12), name: '', people: [] }])}>
          {t('addDepartment')}
        </Button>
        <Button
          type="primary"
          loading={save.isPending}
          onClick={() => save.mutate({ path: '/promotions/departments', body: { shop: shop.id, departments: lines } })}
        >
          {t('save')}
        </Button>
      </div>
      {save.isError && <Alert type="error" title={toProblem(save.error).detail} />}
    </div>
  );
};
