import { Segmented } from 'antd';
import { useEffect, useState } from 'react';
import { api } from '@/shared/api/client';
import { useMay, useShop } from '@/shared/session';
import { Page, Section } from '@/shared/ui/page';
import { LoadFailed, Loading, State } from '@/shared/ui/states';
import { ObjectionCard } from './objection-card';
import { PayTabs } from './pay-tabs';
import { useText } from './text';
import { useBadge, useObjections, usePayAct } from './use-pay';

/** Doubts about pay: work for those who decide, the answers for those who asked. */
export const ObjectionsPage = () => {
  const t = useText();
  const shop = useShop();
  const act = usePayAct();
  const mayDecide = useMay('pay.objection.decide');
  const [shown, setShown] = useState<'open' | 'all'>('open');
  const list = useObjections(mayDecide && shown === 'open', !mayDecide);
  const answered = useBadge(true).data?.answered ?? 0;
  useEffect(() => {
    if (answered > 0) void act(() => api.post('/api/pay/objections/seen', { shop: shop.id }));
    // Once per number of new answers: the act asks for the badge again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [answered, shop.id]);
  return (
    <Page title={t('objections')}>
      <PayTabs />
      {mayDecide && (
        <Segmented<'open' | 'all'>
          value={shown}
          onChange={(value) => setShown(value)}
          options={[
            { value: 'open', label: t('openObjections') },
            { value: 'all', label: t('allObjections') },
          ]}
        />
      )}
      {list.isPending && <Loading />}
      {list.isError && <LoadFailed error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && list.data.objections.length === 0 && (
        <State title={t('noObjections')} text={t(mayDecide ? 'noObjectionsText' : 'noOwnObjectionsText')} />
      )}
      {(list.data?.objections ?? []).length > 0 && (
        <Section>
          {list.data?.objections.map((one) => (
            <ObjectionCard key={one.id} objection={one} />
          ))}
        </Section>
      )}
    </Page>
  );
};
