import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Table } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useShop } from '@/shared/session';
import { Section } from '@/shared/ui/page';
import { useText } from '../text';
import type { DatedShare, Plan } from './wire';

/** Weights that begin on a coming day, with the way back. */
export const Coming = ({ plan }: { plan: Plan }) => {
  const t = useText();
  const shop = useShop();
  const client = useQueryClient();
  const { message } = App.useApp();
  const back = useMutation({
    mutationFn: (one: DatedShare) =>
      api.post('/api/reception/routing/plan/remove', { shop: shop.id, person: one.person, from: one.from }),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['traffic-plan', shop.id] }),
    onError: (error) => void message.error(toProblem(error).detail),
  });
  if (plan.plans.length === 0) return null;
  const nameOf = (id: string) => plan.people.find((one) => one.person === id)?.name ?? '';
  return (
    <Section title={t('planComing')}>
      <Table<DatedShare>
        size="small"
        rowKey={(one) => `${one.person} ${one.from}`}
        dataSource={plan.plans}
        pagination={plan.plans.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
        scroll={{ x: 600 }}
        columns={[
          { title: t('planFrom'), dataIndex: 'from', width: 110 },
          { title: t('person'), width: 110, render: (_, one) => nameOf(one.person) },
          { title: t('weight'), dataIndex: 'weight', width: 70, align: 'right' },
          { title: t('reason'), dataIndex: 'reason', ellipsis: true },
          { title: t('planBy'), width: 100, render: (_, one) => one.by ?? '' },
          {
            width: 110,
            render: (_, one) => (
              <Button size="small" loading={back.isPending} onClick={() => back.mutate(one)}>
                {t('planBack')}
              </Button>
            ),
          },
        ]}
      />
    </Section>
  );
};
